import { paintBrain } from "./brain";
import { canvas } from "./canvas";
import { paintFluids } from "./fluids";
import { paintMimics } from "./mimics";
import { paintPartialVolume } from "./partial-volume";
import { gradientNoise } from "./noise";
import { plan } from "./plan";
import { boxOf, resize } from "./raster";
import { scan } from "./scan";
import { paintSkull } from "./skull";
import { paintStructures } from "./structures";
import type { PhantomOptions, PhantomSlice } from "./types";

/**
 * Paints one axial slice of a head CT, with or without a hemorrhage: the same arguments give the same bytes.
 *
 * Everything is painted in Hounsfield units and windowed at the end, as a scanner does. It is an artificial image: no
 * patient's data went into it.
 *
 * @param seed names the data set; two seeds never share a draw
 * @param index odd indices bleed, even ones are normal
 */
export function phantomSlice(seed: number, index: number, options: PhantomOptions = {}): PhantomSlice {
  const planned = plan(seed, index, options);
  const { label, truth, kind, level, patient, copyOf, slice } = planned;
  const noise = gradientNoise(planned.tissue);
  const painted = canvas(planned, noise);
  const at = [slice.between(0, 32), slice.between(0, 32)] as const;
  paintBrain(painted, planned, noise, at);
  paintStructures(painted, planned, noise);
  paintFluids(painted, planned, noise, at);
  paintMimics(painted, planned);
  paintPartialVolume(painted, planned, noise);
  paintSkull(painted, planned, noise);
  const { width, height } = painted.picture;
  const pixels = scan(painted, planned);
  const mask = planned.lesion.bleed
    ? resize(painted.blood, painted.width, painted.height, width, height)
    : new Uint8Array(width * height);
  return { width, height, pixels, label, truth, kind, level, patient, copyOf, mask, box: boxOf(mask, width) };
}
