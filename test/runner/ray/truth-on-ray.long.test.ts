import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { phantom } from "../../../lib/data";
import { rayEngine } from "../../../lib/runner/ray/ray-engine";
import { drawStudies } from "../../../lib/runner/truth/draw-studies";
import { runTruthStudy } from "../../../lib/runner/truth/run-truth-study";
import { localEngine } from "../../../lib/study/local-engine";
import type { TrialEngine } from "../../../lib/study/trial-engine";
import { temporary } from "../../data/made-folder";
import { tinyStudy } from "../truth/tiny-study";
import { installProblem } from "./install-problem";

const problem = installProblem();

test.skipIf(problem !== undefined)(
  "a study of the truth trial comes to the same judgement on Ray as on the local engine",
  async () => {
    const dataset = phantom({ images: 80, seed: 3 });
    const [chosen] = drawStudies(dataset.slices, { studies: 1, images: 40, seed: 1 });
    const judge = async (engine: TrialEngine) => {
      onTestFinished(() => engine.close());
      const { signal } = new AbortController();
      const folder = join(temporary(), "study");
      return await runTruthStudy(dataset, {
        chosen: chosen!,
        seed: 1,
        set: tinyStudy,
        engine,
        signal,
        folder,
      });
    };
    const here = await judge(localEngine(1));
    const there = await judge(await rayEngine({ processes: 1, usesGpu: false }));
    expect(here?.judged.external?.arms.map(({ arm }) => arm)).toEqual(["original", "original+synthetic"]);
    expect(there).toEqual(here);
  },
);
