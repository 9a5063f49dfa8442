import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cycleGan, simGan } from "../../../lib/models";
import {
  cycleGanDefaults,
  simGanDefaults,
  type CycleGanOptions,
  type SimGanOptions,
} from "../../../lib/training/refinement";
import { squares } from "../tiny";

/** Two domains of 8 x 8: dark squares and bright ones. */
export const dark = squares("train", 10, () => 0);
export const bright = squares("synthetic", 9, () => 1);

/** Networks small enough for unit tests. */
export const tinySimGan = simGan(2);
export const tinySizes = { width: 2, blocks: 1, discriminatorWidth: 2, strides: 1 };
export const tinyCycleGan = cycleGan(tinySizes);

const folder = (): string => mkdtempSync(join(tmpdir(), "graft-refinement-"));

/** A training of 3 + 2 + 4 steps into a fresh folder. */
export const simGanOptions = (changes: Partial<SimGanOptions> = {}): SimGanOptions => ({
  ...simGanDefaults,
  name: "tiny",
  folder: folder(),
  batchSize: 4,
  steps: 4,
  pretraining: { refiner: 3, discriminator: 2 },
  history: 6,
  learningRate: 1e-2,
  recordEvery: 2,
  checkpointEvery: 1,
  ...changes,
});

/** A training of 5 steps into a fresh folder. */
export const cycleGanOptions = (changes: Partial<CycleGanOptions> = {}): CycleGanOptions => ({
  ...cycleGanDefaults,
  name: "tiny",
  folder: folder(),
  batchSize: 2,
  steps: 5,
  pool: 4,
  learningRate: 1e-2,
  recordEvery: 2,
  checkpointEvery: 1,
  ...changes,
});
