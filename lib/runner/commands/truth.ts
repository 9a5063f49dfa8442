import { join } from "node:path";
import { countOf, displayPath, duration, fail, range, resolveSettings, root, writeJson } from "../../core";
import { read } from "../../data";
import { dataSource, defaultDataSource } from "../../data/data-source";
import { readCommandLine, type Command } from "../flags";
import { chooseEngine, engineFlags, openEngine } from "../open-engine";
import { drawStudies } from "../truth/draw-studies";
import {
  isTrialPassed,
  judgeSingleSplits,
  judgeTrial,
  trialTable,
  type JudgedStudy,
} from "../truth/judge-trial";
import { runTruthStudy } from "../truth/run-truth-study";

/** Phantoms drawn where the trial is run on them: 200 for a study, and 2,200 left over. */
const phantoms = 2400;

const command = {
  name: "npm run truth",
  about: "holds a study's interval against what its own trained arms do on thousands of images left over",
  flags: ["data", "studies", "images", "out", "seed", "set", ...engineFlags],
  more: () =>
    `Each study of so many images is the unchanged code of npm run study with small networks (--set overrides), all other images
its external set. Finished studies are kept: the same command resumes.`,
} as const satisfies Command<
  "data" | "studies" | "images" | "out" | "seed" | "set" | (typeof engineFlags)[number]
>;

/**
 * `npm run truth -- [--studies 40] [--images 200] [--data FOLDER|FILE|phantom]`: the truth trial.
 * @returns 0 where the test that decides covers the truth in nine of ten studies of every arm and claims no wrong sign; else 1
 */
export async function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(command, args);
  if (line === undefined) return 0;
  const { data = defaultDataSource, studies = 40, images = 200, seed = 1, set = [] } = line.values;
  const choice = chooseEngine(line.values);
  const changes = Object.fromEntries(set);
  const folder = line.values.out ?? join(root(), "outputs", `truth-${dataSource(data).name}`);
  const settings = resolveSettings("quick", { ...changes, "data.images": phantoms });
  const dataset = await read({ data, seed, settings });
  if (dataset.classes.length !== 2)
    fail(
      "run the truth trial",
      `${dataset.classes.length} classes`,
      "two",
      "Give a data set of two classes.",
    );
  const chosen = drawStudies(dataset.slices, { studies, images, seed });
  console.log(
    `truth trial on ${dataset.name}: ${countOf(studies, "study", "studies")} of ${images} of its ${dataset.slices.length} images, in ${displayPath(folder)}`,
  );
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const engine = await openEngine(choice, "quick");
  const began = Date.now();
  const judged: JudgedStudy[] = [];
  for (const k of range(studies)) {
    const options = { chosen: chosen[k]!, seed: seed + k, set: changes, engine, signal: stop.signal };
    const one = await runTruthStudy(dataset, { ...options, folder: join(folder, `study-${k + 1}`) });
    if (one === undefined) break;
    judged.push(one);
    const left = ((Date.now() - began) / 1000 / (k + 1)) * (studies - k - 1);
    console.log(`  [${k + 1}/${studies}] ${duration(left)} left`);
  }
  await engine.close();
  if (judged.length === 0) {
    console.log("stopped before a study was finished; the same command resumes");
    return 1;
  }
  const rows = judgeTrial(judged);
  const singles = judgeSingleSplits(judged);
  writeJson(join(folder, "truth.json"), {
    data: dataset.name,
    fingerprint: dataset.fingerprint,
    images,
    seed,
    set: changes,
    rows,
    singles,
  });
  console.log(`\n${trialTable(rows)}\n`);
  for (const { arm, studies: n, claims, wrongSign } of singles)
    console.log(
      `one split of 22 test images, ${arm}: ${claims} of ${n} differ, ${wrongSign} of them the wrong way`,
    );
  const isWhole = judged.length === studies;
  const isPassed = isWhole && isTrialPassed(rows);
  console.log(
    `truth: ${judged.length} of ${studies} studies; the interval that decides ${isPassed ? "held its own arms' truth in nine of ten studies of every arm, and no claim was of the wrong sign: passed" : isWhole ? "failed" : "is not judged yet"}`,
  );
  return isPassed ? 0 : 1;
}
