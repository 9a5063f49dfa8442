import type { Box } from "./raster";

/** Kind of a bleed, by where the blood is. */
export type BleedKind = "epidural" | "subdural" | "intraparenchymal" | "intraventricular" | "subarachnoid";

/** Faults to plant in a phantom data set, or features to force; by default none. */
export interface PhantomOptions {
  /** Forces the class: 0 normal, 1 hemorrhage. */
  readonly label?: 0 | 1;
  readonly kind?: BleedKind;
  /** Forces the height of the slice: 0 skull base .. 1 vertex. */
  readonly level?: number;
  /** Neighbouring slices a patient, same head, scanner and bleed: 1 or more. */
  readonly series?: number;
  /** Probability that a slice repeats an earlier one of its class with other size, brightness, place and noise. */
  readonly nearDuplicates?: number;
  /** Makes image size tell the classes: bleeds larger by exp(areaShortcut / 2), normals smaller by as much. */
  readonly areaShortcut?: number;
  /** Probability that the label is not the truth. */
  readonly wrongLabels?: number;
  /** Takes this part of the blood's contrast to the brain away: 0 .. 1. */
  readonly subtle?: number;
}

/** One axial slice of a head as a scanner would show it. */
export interface PhantomSlice {
  readonly width: number;
  readonly height: number;
  /** Grey values 0..255, row by row. */
  readonly pixels: Uint8Array;
  /** The label that the data set gives; differs from `truth` only where `wrongLabels` flipped it. */
  readonly label: 0 | 1;
  readonly truth: 0 | 1;
  readonly kind: BleedKind | "none";
  /** 0 skull base .. 1 vertex. */
  readonly level: number;
  readonly patient: number;
  /** Index of the slice this one repeats. */
  readonly copyOf: number | undefined;
  /** 1 where the bleed is, row by row. */
  readonly mask: Uint8Array;
  /** Around the mask; undefined where there is no blood. */
  readonly box: Box | undefined;
}
