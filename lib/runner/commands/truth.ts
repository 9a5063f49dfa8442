import { join } from "node:path";
import { countOf, displayPath, fail, range, resolveSettings, root, writeJson } from "../../core";
import { read } from "../../data";
import { dataSource, defaultDataSource } from "../../data/data-source";
import { paperNumbers } from "../../evaluation/paper-numbers";
import { readCommandLine, type Command } from "../flags";
import { lockFolder } from "../lock-folder";
import { chooseEngine, engineFlags, openEngine, type EngineChoice } from "../open-engine";
import { stopSignal } from "../stop-signal";
import { describeProgress } from "../truth/describe-progress";
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
  flags: ["data", "studies", "images", "unbalanced", "out", "seed", "set", ...engineFlags],
  more: () =>
    `Each study of so many images is the unchanged code of npm run study with small networks (--set overrides), all other images
its external set. Finished studies are kept: the same command resumes.`,
} as const satisfies Command<
  "data" | "studies" | "images" | "unbalanced" | "out" | "seed" | "set" | (typeof engineFlags)[number]
>;

/**
 * `npm run truth -- [--studies 40] [--images 200] [--unbalanced] [--data FOLDER|FILE|phantom]`: the truth trial.
 * @returns 0 where the test that decides covers the truth in nine of ten studies of every arm and claims no wrong sign; else 1
 */
export async function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(command, args);
  if (line === undefined) return 0;
  const {
    data = defaultDataSource,
    studies = 40,
    images = 200,
    unbalanced = false,
    seed = 1,
    set = [],
  } = line.values;
  const choice = chooseEngine(line.values);
  const changes = Object.fromEntries(set);
  const folder = line.values.out ?? join(root(), "outputs", `truth-${dataSource(data).name}`);
  const unlock = lockFolder(folder, "the truth trial");
  try {
    return await runTrial({ data, studies, images, isBalanced: !unbalanced, seed, changes, folder, choice });
  } finally {
    unlock();
  }
}

interface TruthOptions {
  readonly data: string;
  readonly studies: number;
  /** Of a study, as it was asked for. */
  readonly images: number;
  /** As many of each class in every study. */
  readonly isBalanced: boolean;
  readonly seed: number;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly folder: string;
  readonly choice: EngineChoice;
}

async function runTrial(options: TruthOptions): Promise<number> {
  const { data, studies, images, isBalanced, seed, changes, folder, choice } = options;
  const settings = resolveSettings("quick", { "data.images": phantoms, ...changes });
  const dataset = await read({ data, seed, settings });
  if (dataset.classes.length !== 2)
    fail(
      "run the truth trial",
      `${dataset.classes.length} classes`,
      "two",
      "Give a data set of two classes.",
    );
  const chosen = drawStudies(dataset.slices, { studies, images, seed, isBalanced });
  const drawn = chosen[0]!.length;
  console.log(
    `truth trial on ${dataset.name}: ${countOf(studies, "study", "studies")} of ${drawn} of its ${dataset.slices.length} images, ${isBalanced ? "as many of each class" : "whatever their class"}, in ${displayPath(folder)}`,
  );
  const stop = stopSignal();
  const engine = await openEngine(choice, "quick");
  const judged: JudgedStudy[] = [];
  const seconds: number[] = [];
  for (const k of range(studies)) {
    const began = Date.now();
    const own = { chosen: chosen[k]!, seed: seed + k, set: changes, engine, signal: stop };
    const end = await runTruthStudy(dataset, { ...own, folder: join(folder, `study-${k + 1}`) });
    if (end === undefined) break;
    judged.push(end.judged);
    if (!end.isKept) seconds.push((Date.now() - began) / 1000);
    console.log(`  ${describeProgress(k + 1, studies, seconds)}`);
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
    images: drawn,
    isBalanced,
    seed,
    set: changes,
    rows,
    singles,
  });
  console.log(`\n${trialTable(rows)}\n`);
  for (const { arm, studies: n, claims, wrongSign } of singles)
    console.log(
      `one split of ${paperNumbers.testImages} test images, ${arm}: ${claims} of ${n} differ, ${wrongSign} of them the wrong way`,
    );
  if (singles.length === 0)
    console.log(
      `one split of ${paperNumbers.testImages} test images: no study's first fold has as many; more --images, or fewer folds, would give it`,
    );
  const isWhole = judged.length === studies;
  const isPassed = isWhole && isTrialPassed(rows);
  console.log(
    `truth: ${judged.length} of ${studies} studies; the interval that decides ${isPassed ? "held its own arms' truth in nine of ten studies of every arm, and no claim was of the wrong sign: passed" : isWhole ? "failed" : "is not judged yet"}`,
  );
  return isPassed ? 0 : 1;
}
