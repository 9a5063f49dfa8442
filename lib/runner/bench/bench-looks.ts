import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRun, range } from "../../core";
import { preprocess, read, split, withLabel } from "../../data";
import { ready, useEngine } from "../../engine";
import { ganSpec } from "../../models";
import { engineMultiply, judgeByValidation } from "../../quality";
import { ganOptions, trainGan } from "../../training";

/** What looks at held-out images may add to a training's time. */
const most = 0.05;

/** Epochs of a turn: two of quick's looks, 200 steps. */
const epochs = 40;

/**
 * `npm run bench -- looks [--rounds N]`: how much longer quick's GAN of one class trains for its looks at validation images, each
 * twenty epochs, than without them, in turns on the phantom. Of the turns the fastest are compared.
 *
 * @returns 1 where the looks take more than 5 % of the training
 */
export async function benchLooks(rounds: number): Promise<number> {
  await ready();
  const out = mkdtempSync(join(tmpdir(), "graft-bench-"));
  const run = openRun({ profile: "quick", data: "phantom", seed: 1, set: { "gan.epochs": epochs }, out });
  useEngine(run);
  try {
    const images = await preprocess(await read(run), { size: run.settings["data.size"] });
    const parts = split(images, { seed: run.seed, folder: run.folder });
    const [train, validation] = [withLabel(parts.train, 0), withLabel(parts.validation, 0)];
    const judge = judgeByValidation(validation, { seed: run.seed, multiply: engineMultiply });
    const seconds = async (name: string, measureEvery: number): Promise<number> => {
      const began = performance.now();
      const options = { ...ganOptions(run, name), measureEvery };
      await trainGan(train, ganSpec(run.settings), options, undefined, judge);
      return (performance.now() - began) / 1000;
    };
    const fastest = { without: Infinity, with: Infinity };
    for (const round of range(rounds + 1)) {
      const turn = {
        without: await seconds(`without ${round}`, 0),
        with: await seconds(`with ${round}`, run.settings["gan.measureEvery"]),
      };
      if (round === 0) continue; // compiles the steps
      console.log(`looks: ${turn.without.toFixed(2)} s without, ${turn.with.toFixed(2)} s with`);
      fastest.without = Math.min(fastest.without, turn.without);
      fastest.with = Math.min(fastest.with, turn.with);
    }
    const more = fastest.with / fastest.without - 1;
    console.log(
      `looks: ${(100 * more).toFixed(1)} % of the training's time, at most ${100 * most} % are allowed: ${more <= most ? "passed" : "failed"}`,
    );
    return more <= most ? 0 : 1;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
