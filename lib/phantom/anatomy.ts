/** Tissue of a structure: it decides how it is painted. */
export type Tissue = "grey" | "ventricle" | "cistern" | "bright" | "bone" | "fat" | "muscle" | "cells";

/** A structure of the head, seen on the slices between two levels (0 skull base .. 1 vertex). */
export type Structure = readonly [
  from: number,
  to: number,
  tissue: Tissue,
  hounsfield: number,
  /** u, v, radius; u, v, radius; ...: painted as a chain of tapering capsules, and mirrored unless on the midline. */
  chain: readonly number[],
];

/** Structures in the order in which they are painted; "grey" adds to the tissue below, the others replace it. */
export const anatomy: readonly Structure[] = [
  // caudate head, lentiform nucleus, thalamus, internal capsule
  [0.42, 0.58, "grey", 9, [0.16, -0.27, 0.055, 0.21, -0.14, 0.03]],
  [0.4, 0.57, "grey", 9, [0.27, -0.14, 0.05, 0.34, 0, 0.075, 0.31, 0.13, 0.04]],
  [0.4, 0.58, "grey", 8, [0.1, 0.08, 0.075, 0.14, 0.2, 0.075]],
  [0.4, 0.58, "grey", -4, [0.22, -0.1, 0.02, 0.2, 0.0, 0.02, 0.27, 0.2, 0.02]],
  // frontal horn, third ventricle, trigone, body, temporal horn, fourth ventricle
  [0.41, 0.62, "ventricle", 6, [0.06, -0.14, 0.03, 0.085, -0.28, 0.045, 0.17, -0.42, 0.04]],
  [0.38, 0.55, "ventricle", 6, [0, -0.06, 0.014, 0, 0.14, 0.018]],
  [0.44, 0.64, "ventricle", 6, [0.2, 0.3, 0.03, 0.31, 0.43, 0.05, 0.27, 0.6, 0.018]],
  [0.6, 0.8, "ventricle", 6, [0.15, -0.4, 0.035, 0.085, -0.1, 0.045, 0.13, 0.15, 0.045, 0.24, 0.4, 0.05]],
  [0.18, 0.38, "ventricle", 6, [0.54, -0.1, 0.006, 0.48, 0.0, 0.012, 0.46, 0.1, 0.018]],
  [0.06, 0.24, "ventricle", 6, [0, 0.36, 0.045, 0.06, 0.4, 0.02]],
  // suprasellar star: two halves
  [
    0.22,
    0.37,
    "cistern",
    8,
    [0, -0.34, 0.015, 0, -0.16, 0.075, 0.17, -0.2, 0.035, 0.45, -0.24, 0.015, 0.66, -0.2, 0.02],
  ],
  [
    0.22,
    0.37,
    "cistern",
    8,
    [0, -0.1, 0.06, 0.15, 0.02, 0.03, 0.19, 0.14, 0.018, 0.1, 0.25, 0.02, 0, 0.28, 0.028],
  ],
  // quadrigeminal cistern, Sylvian fissure, insula, frontal fissure, fissure above the ventricles
  [0.36, 0.5, "cistern", 8, [0, 0.27, 0.025, 0.1, 0.24, 0.02, 0.18, 0.17, 0.012]],
  [0.28, 0.6, "cistern", 9, [0.55, -0.2, 0.01, 0.66, -0.1, 0.022, 0.8, -0.12, 0.028, 0.95, -0.1, 0.02]],
  [0.34, 0.58, "cistern", 9, [0.64, -0.1, 0.02, 0.6, 0.05, 0.012, 0.64, 0.16, 0.01]],
  [0.28, 1.0, "cistern", 10, [0, -1, 0.016, 0, -0.75, 0.01, 0, -0.5, 0.01]],
  [0.78, 1.0, "cistern", 14, [0, -0.5, 0.01, 0, 0.2, 0.008, 0, 0.6, 0.01]],
  // falx with the sagittal sinus, falx above, tentorium
  [0.4, 1.0, "bright", 52, [0, 0.5, 0.004, 0, 0.85, 0.009, 0, 1, 0.02]],
  [0.7, 1.0, "bright", 46, [0, -1, 0.012, 0, -0.6, 0.005, 0, 0.5, 0.004]],
  [0.2, 0.36, "bright", 46, [0.1, 0.32, 0.006, 0.36, 0.5, 0.008, 0.62, 0.62, 0.012]],
  // petrous bone, sphenoid, sella and clivus
  [-0.1, 0.17, "bone", 900, [1.02, 0.28, 0.13, 0.7, 0.14, 0.1, 0.42, 0.02, 0.065, 0.25, -0.05, 0.03]],
  [-0.1, 0.21, "bone", 800, [1.02, -0.42, 0.09, 0.7, -0.42, 0.04, 0.42, -0.34, 0.025, 0.16, -0.24, 0.04]],
  [-0.1, 0.18, "bone", 700, [0, -0.2, 0.07, 0, -0.04, 0.05]],
  // pons, prepontine cistern, the space behind the cerebellum
  [0.05, 0.24, "grey", 4, [0, 0.1, 0.16, 0, 0.22, 0.13]],
  [0.05, 0.24, "cistern", 10, [0, -0.07, 0.03, 0.16, 0.02, 0.022, 0.2, 0.14, 0.012]],
  [0.0, 0.22, "cistern", 12, [0.02, 0.97, 0.02, 0.02, 0.8, 0.012]],
  // orbit, globe, ethmoid cells, mastoid cells
  [-0.1, 0.1, "fat", -70, [0.4, -0.85, 0.16, 0.3, -0.55, 0.09]],
  [-0.1, 0.1, "muscle", 28, [0.41, -0.92, 0.13]],
  [-0.1, 0.13, "cells", -900, [0, -0.95, 0.1, 0, -0.45, 0.09]],
  [-0.1, 0.15, "cells", -900, [0.95, 0.36, 0.1, 0.78, 0.24, 0.05]],
];
