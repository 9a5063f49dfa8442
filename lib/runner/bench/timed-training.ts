import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveSettings, writeJson } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { trainingView } from "../../figures";
import { paper } from "../../models";
import { gradientPenalty, nonSaturating, trainGan, type GanOptions } from "../../training";
import { ganNumbers } from "../../training/gan-options";
import { adam, noiseImages } from "./cases/gan";

const epochs = 52;
const stepsPerEpoch = 4;

/**
 * Trains the paper's GAN as notebook 02 does, in a cell with its live view, elsewhere without, and writes the seconds of
 * each step from the third epoch on.
 */
export async function timedTraining(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "graft-bench-"));
  const options: GanOptions = {
    ...ganNumbers(resolveSettings("paper")),
    ...adam,
    epochs,
    batchSize: 16,
    loss: nonSaturating,
    penalty: gradientPenalty,
    penaltyWeight: 0,
    checkpointEvery: epochs,
    seed: 1,
    name: "bench",
    folder,
  };
  const view = trainingView({ dataName: "noise", seed: 1 }, { title: "bench", n: 64 });
  const times: number[] = [];
  const told = async (work: () => void | Promise<void>): Promise<void> => {
    await work();
    times.push(performance.now());
  };
  try {
    await trainGan(oneClass(16 * stepsPerEpoch), paper, options, {
      ...view,
      step: (at) => told(() => view.step(at)),
    });
    const seconds = times.slice(1).map((time, i) => (time - (times[i] as number)) / 1000);
    writeJson(file, seconds.slice(2 * stepsPerEpoch));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function oneClass(count: number): ImageSet<"train"> {
  const images = noiseImages(count, 32);
  return { ...images, labels: images.labels.map(() => 1 as const) };
}
