import { join } from "node:path";
import { countOf, openRun, range, resolveSettings, root, writeJson } from "../../core";
import { openSplit } from "../../data";
import { ready, useEngine } from "../../engine";
import { armAccuracy, armGain, evaluate, findArm, trainArm } from "../../evaluation";
import { foldFolder } from "../../study/study";
import { keepResult, readKeptResult } from "../kept-result";
import { trainingKey } from "./training-key";
import { openDraw } from "./truth/open-draw";

/** 32 training images, each step sees all of them. A ResNet-18 of half the paper's filters takes the steps that it takes in `bench -- truth`. */
const ofEachClass = 16;
const recipe = {
  "classifier.depth": 18,
  "classifier.filters": 32,
  "classifier.epochs": 300,
  "classifier.patience": 1000,
};

/** In how many of the draws it must help: chance alone gives as many in 6 of 32 cases. */
const asked = { draws: 5, helped: 4 };

/** One draw's two classifiers on the same fresh phantoms. */
interface ClassicalDraw {
  readonly draw: number;
  readonly original: number;
  readonly classical: number;
  /** Of their balanced accuracies, with its 95 % interval over test images. */
  readonly gain: number;
  readonly interval?: readonly [number, number] | undefined;
}

/**
 * `npm run bench -- classical [--json FILE]`: does classical augmentation help a classifier of 32 real images, as Frid-Adar's protocol
 * takes for granted before any GAN? Five draws of 16 phantoms of each class, the same first weights and steps for
 * both arms, judged on the same 2,000 fresh phantoms. Interrupted, it goes on where it was.
 *
 * Source: Frid-Adar et al. 2018, section 3: augmentation of few lesions to saturation comes first.
 * @returns 1 where it helps in fewer than four of the five draws
 */
export async function benchClassical({ json }: { readonly json?: string | undefined }): Promise<number> {
  await ready();
  console.log("| draw | original | original+classical | gain (95 % over 2,000 phantoms) |");
  console.log("| --- | --- | --- | --- |");
  const rows: ClassicalDraw[] = [];
  for (const draw of range(asked.draws).map((i) => i + 1)) {
    const row = await judgeDraw(draw);
    rows.push(row);
    console.log(`| ${[draw, points(row.original), points(row.classical), gainText(row)].join(" | ")} |`);
  }
  const { isPassed, text } = judgeClassical(rows);
  if (json !== undefined) writeJson(json, { recipe, rows, isPassed });
  console.log(`classical: ${text}`);
  return isPassed ? 0 : 1;
}

/** Whether classical augmentation helped in enough of the draws, and the sentence that says so. */
export function judgeClassical(rows: readonly Pick<ClassicalDraw, "gain">[]): {
  readonly isPassed: boolean;
  readonly text: string;
} {
  const helped = rows.filter(({ gain }) => gain > 0).length;
  const isPassed = helped >= asked.helped;
  const text = `it helped in ${helped} of ${countOf(rows.length, "draw")}, ${asked.helped} are asked for: ${isPassed ? "passed" : "failed"}`;
  return { isPassed, text };
}

const points = (accuracy: number): string => accuracy.toFixed(3);

function gainText({ gain, interval }: ClassicalDraw): string {
  const signed = (x: number): string => `${x < 0 ? "" : "+"}${points(x)}`;
  return interval ? `${signed(gain)} (${interval.map(signed).join(" to ")})` : signed(gain);
}

async function judgeDraw(draw: number): Promise<ClassicalDraw> {
  const folder = join(root(), ".cache/bench/classical");
  const settings = resolveSettings("quick", recipe);
  const at = await openDraw(draw, settings, folder, ofEachClass);
  const out = join(folder, `draw-${draw}`);
  const run = openRun({ profile: "quick", data: "phantom", seed: at.seed, set: recipe, out });
  const split = openSplit(foldFolder(folder, at.foldId));
  const known = run.path("result.json");
  const key = trainingKey(split.dataset, run);
  const kept = readKeptResult<ClassicalDraw>(known, key);
  if (kept) return kept;
  useEngine(run);
  const images = { real: split.train, syntheticCount: 0 };
  const arms = [
    await trainArm(run, findArm("original"), images, split.validation),
    await trainArm(run, findArm("original+classical"), images, split.validation),
  ];
  const [original, classical] = await evaluate(arms, split.test);
  const { groups, predictions: before } = original!;
  const { predictions: after } = classical!;
  const { value: gain, interval } = armGain(before, after, groups, { seed: at.seed });
  const row: ClassicalDraw = {
    draw,
    original: armAccuracy(before, groups).value,
    classical: armAccuracy(after, groups).value,
    gain,
    interval,
  };
  keepResult(known, key, row);
  return row;
}
