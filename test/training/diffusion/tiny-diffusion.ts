import { diffusion } from "../../../lib/models";
import type { GanOptions } from "../../../lib/training";
import { squares, tinyOptions } from "../tiny";

/** A diffusion model small enough for unit tests, at 8 x 8. */
export const tinyDiffusion = diffusion(8);

/** 12 images of two classes. */
export const twoClasses = squares("train", 12, (i) => i % 2);

/** Options of a short training into a fresh folder. */
export const diffusionOptions = (changes: Partial<GanOptions> = {}): GanOptions =>
  tinyOptions({
    epochs: 2,
    batchSize: 6,
    classes: ["dark", "bright"],
    samplingSteps: 4,
    ema: 0.9,
    learningRate: 0.3,
    ...changes,
  });
