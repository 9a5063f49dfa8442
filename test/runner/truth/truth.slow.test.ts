import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readJson, writeJson } from "../../../lib/core";
import { phantom } from "../../../lib/data";
import { drawStudies } from "../../../lib/runner/truth/draw-studies";
import { judgeTrial } from "../../../lib/runner/truth/judge-trial";
import { runTruthStudy } from "../../../lib/runner/truth/run-truth-study";
import { localEngine } from "../../../lib/study/local-engine";
import { temporary } from "../../data/made-folder";
import { tinyStudy } from "./tiny-study";

test("a truth trial of two tiny studies holds each against what its own arms do on the images left over", async () => {
  const dataset = phantom({ images: 160, seed: 3 });
  const folder = temporary();
  const run = (k: number, chosen: readonly number[]) =>
    runTruthStudy(dataset, {
      chosen,
      seed: k + 1,
      set: tinyStudy,
      engine: localEngine(2),
      signal: new AbortController().signal,
      folder: join(folder, String(k)),
    });
  const draws = drawStudies(dataset.slices, { studies: 2, images: 60, seed: 1 });
  const ends = [await run(0, draws[0]!), await run(1, draws[1]!)];
  expect(ends.map((end) => end?.isKept)).toEqual([false, false]);
  const judged = ends.map((end) => end!.judged);
  for (const study of judged) {
    expect(study.external!.set.counts).toEqual([50, 50]);
    expect(study.external!.arms.map(({ arm, trainings }) => [arm, trainings])).toEqual([
      ["original", 2],
      ["original+synthetic", 2],
    ]);
    expect(Object.keys(study.single)).toEqual(["original+synthetic"]);
    const changed = 22 * study.single["original+synthetic"]!; // whole images
    expect(changed).toBeCloseTo(Math.round(changed), 9);
  }
  expect(judgeTrial(judged).map(({ test: name, studies }) => [name, studies])).toEqual([
    ["primary", 2],
    ["corrected", 2],
    ["naive", 2],
  ]);
  expect(existsSync(join(folder, "0", "gans"))).toBe(false);
  const file = join(folder, "0", "judged.json");
  const kept = readJson<{ readonly result: object }>(file, "");
  writeJson(file, { ...kept, result: { ...kept.result, single: { planted: 1 } } });
  // what is finished is read, not done again
  expect(await run(0, draws[0]!)).toMatchObject({ isKept: true, judged: { single: { planted: 1 } } });
});
