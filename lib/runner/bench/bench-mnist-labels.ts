import { join } from "node:path";
import { mean, openRun, root, writeJson } from "../../core";
import { withLabel } from "../../data";
import { ready, useEngine } from "../../engine";
import { findArm, predictImages, trainArm } from "../../evaluation";
import { predictWith } from "../../evaluation/predict-with";
import { isRight, type Prediction } from "../../evaluation/prediction";
import { ganSpec } from "../../models";
import { wilson } from "../../statistics/wilson";
import { allClasses } from "../../training/gan-jobs";
import { ganOptions, generateAll, ofEachClass, trainGan } from "../../training";
import { mnistDigits } from "./mnist-digits";

/** The share of samples that must show the digit they were asked for. */
const leastAgreement = 0.99;

/** Samples of each digit. */
const samples = 200;

/** Five thousand steps of one pair told the digit, and a ResNet-18 that judges what it draws. */
const set = {
  "gan.network": "conditional",
  "gan.epochs": 20,
  "classifier.depth": 18,
  "classifier.filters": 32,
  "classifier.epochs": 15,
};

/**
 * `npm run bench -- mnist-labels [--data FILE] [--json FILE]`: whether a generator told a digit draws that digit. A classifier that
 * had no part in the generator's training, of the same four fifths of the digits, says what each sample shows; how often it is
 * right on the last fifth, by which its epoch was chosen, is printed beside it. Interrupted, it goes on where it was: both
 * lie in .cache/bench/mnist-labels.
 *
 * @returns 1 where less than 99 % of the samples show their digit
 * @throws InputError where there is no file of digits
 */
export async function benchMnistLabels(
  { data: file, json }: { readonly data?: string | undefined; readonly json?: string | undefined },
  seed = 1,
): Promise<number> {
  await ready();
  const { digits, train, heldOut } = await mnistDigits(seed, file);
  const out = join(root(), `.cache/bench/mnist-labels/${seed}`);
  const run = openRun({ profile: "quick", data: "mnist", seed, set, out });
  useEngine(run);
  const real = train();
  const options = ganOptions(run, allClasses, { classes: digits });
  const gan = await trainGan(real, ganSpec(run.settings), options);
  const drawn = await generateAll(ofEachClass(gan), samples, "mnist-labels");
  const judge = await trainArm(run, findArm("original"), { real, syntheticCount: 0 }, heldOut());
  const rightOf = (predictions: readonly Prediction[]): number =>
    predictions.filter(isRight).length / predictions.length;
  const ofDigits: number[] = [];
  for (const [label, digit] of digits.entries()) {
    ofDigits.push(rightOf(await predictImages(judge, withLabel(drawn, label))));
    console.log(`${digit}: ${(100 * ofDigits[label]!).toFixed(1)} % of ${samples} samples show it`);
  }
  const n = drawn.ids.length;
  const { value, low, high } = wilson(Math.round(n * mean(ofDigits)), n);
  const judgeIsRight = rightOf(await predictWith(judge, heldOut()));
  if (json !== undefined)
    writeJson(json, { seed, agreement: { value, low, high, n }, ofDigits, judgeIsRight });
  const percent = (of: number): string => (100 * of).toFixed(1);
  console.log(
    `mnist-labels: ${percent(value)} % of ${n} samples show their digit (${percent(low)} to ${percent(high)}) to a classifier that is right on ${percent(judgeIsRight)} % of the real ones, ${100 * leastAgreement} % are asked for: ${value >= leastAgreement ? "passed" : "failed"}`,
  );
  return value >= leastAgreement ? 0 : 1;
}
