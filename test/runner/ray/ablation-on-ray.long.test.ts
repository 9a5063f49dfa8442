import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { range, stream } from "../../../lib/core";
import { ablationArms } from "../../../lib/runner/ablation/ablation-arms";
import { counts, writeAblationImages } from "../../../lib/runner/ablation/ablation-images";
import { ablationTrials } from "../../../lib/runner/ablation/ablation-trial";
import { ablationWorker } from "../../../lib/runner/ablation/ablation-worker";
import { rayEngine } from "../../../lib/runner/ray/ray-engine";
import { localEngine } from "../../../lib/study/local-engine";
import type { TrialEngine } from "../../../lib/study/trial-engine";
import { temporary } from "../../data/made-folder";
import { installProblem } from "./install-problem";

const problem = installProblem();

/** A GAN of one class and one told the class, of 18 steps. */
const trials = ablationTrials(
  ablationArms.filter(({ name }) => ["base", "conditional by projection"].includes(name)),
  [1],
  18,
);

/** Noise in place of phantoms, of two classes. */
const images = (n: number) =>
  range(2).map((label) => {
    const pixels = stream(label, "noise", n).uniforms(n * 32 ** 2);
    return { size: 32, pixels, n, groups: range(n).map(String), origin: "noise" };
  });

/** The files that an engine makes, by name, without the one line that holds how long it took. */
async function made(engine: TrialEngine): Promise<Record<string, string>> {
  onTestFinished(() => engine.close());
  const folder = temporary();
  writeAblationImages(folder, { train: images(counts.train), heldOut: images(counts.measured) });
  const { signal } = new AbortController();
  const done: string[] = [];
  const { failed } = await engine.run(
    { worker: ablationWorker, trials, folder },
    { signal },
    { done: ({ id }) => void done.push(id) },
  );
  expect(failed).toEqual([]);
  expect(done.sort()).toEqual(trials.map(({ id }) => id).sort());
  const names = readdirSync(folder, { recursive: true }).map(String);
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  return Object.fromEntries(names.map((name) => [name, read(name).replace(/"seconds": [\d.]+/, "")]));
}

test.skipIf(problem !== undefined)(
  "an ablation on Ray makes the local engine's files, byte for byte but for the time it took",
  async () => {
    const here = await made(localEngine(1));
    const there = await made(await rayEngine({ processes: 1, usesGpu: false }));
    expect(Object.keys(here).sort()).toEqual(["images.json", ...trials.map(({ id }) => `${id}.json`)].sort());
    for (const { id } of trials) expect(here[`${id}.json`]).toContain('"generatorSteps": 18');
    expect(there).toEqual(here);
  },
);
