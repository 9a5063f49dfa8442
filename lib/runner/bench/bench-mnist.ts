import { join } from "node:path";
import { mean, openRun, root, writeJson, type Run } from "../../core";
import { ready, useEngine } from "../../engine";
import { detectAnomalies, openFrozenPair, type Anomalies } from "../../inversion";
import { fAnoGanScore } from "../../inversion/detect-anomalies";
import { ganSpec } from "../../models";
import { ganOptions, trainGan } from "../../training";
import { keepResult, readKeptResult } from "../kept-result";
import { mnistDigits, type MnistDigits } from "./mnist-digits";
import { trainingKey } from "./training-key";

/** What f-AnoGAN's score must reach on average over the digits, each in turn the normal one. */
const leastAuc = 0.91;

/** A thousand steps of a small pair without batch norm for each digit, and 150 of its encoder: tried on digit 8 with seed 2 alone. */
const set = { "gan.network": "wgan-gp-small", "gan.epochs": 40 };
const encoderSteps = 150;

/** AUCs of one digit as the normal one. */
interface DigitResult {
  readonly digit: string;
  readonly rows: Anomalies["rows"];
}

/**
 * `npm run bench -- mnist [--data FILE] [--json FILE]`: a public check of the GANs and their inversion on MNIST. Of each digit a
 * GAN and f-AnoGAN's encoder learn four fifths; the score must tell the last fifth from those of the nine other digits.
 * Interrupted, it goes on where it was: finished digits lie in .cache/bench/mnist, with a hash of the images, settings, seed
 * and version of trials that they are of.
 *
 * @returns 1 where the mean AUC is below 0.91
 * @throws InputError where there is no file of digits
 */
export async function benchMnist(
  { data: file, json }: { readonly data?: string | undefined; readonly json?: string | undefined },
  seed = 1,
): Promise<number> {
  await ready();
  const digits = await mnistDigits(seed, file);
  const run = openRun({
    profile: "quick",
    data: "mnist",
    seed,
    set,
    out: join(root(), `.cache/bench/mnist/${seed}`),
  });
  useEngine(run);
  const results: DigitResult[] = [];
  for (const digit of digits.digits.keys()) {
    const began = Date.now();
    const result = await digitResult(run, digits, digit);
    results.push(result);
    console.log(
      `${result.digit}: AUC ${aucOf(result).toFixed(3)}, ${((Date.now() - began) / 1000).toFixed(0)} s`,
    );
  }
  const scores = results[0]!.rows.map(({ reconstruction, score }) => ({ reconstruction, score }));
  console.log(`| reconstruction by | score | ${digits.digits.join(" | ")} | mean |`);
  console.log(`| --- | --- | ${digits.digits.map(() => "---").join(" | ")} | --- |`);
  scores.forEach(({ reconstruction, score }, i) => {
    const values = results.map(({ rows }) => rows[i]!.auc.auc);
    const cells = [...values, mean(values)].map((value) => value.toFixed(2));
    console.log(`| ${reconstruction} | ${score} | ${cells.join(" | ")} |`);
  });
  const found = mean(results, aucOf);
  if (json !== undefined) writeJson(json, { seed, mean: found, results });
  const isEnough = found >= leastAuc;
  console.log(
    `mnist: f-AnoGAN's mean AUC ${found.toFixed(3)}, ${isEnough ? "at least" : "below"} ${leastAuc}: ${isEnough ? "passed" : "failed"}`,
  );
  return isEnough ? 0 : 1;
}

const aucOf = ({ rows }: DigitResult): number =>
  rows.find(({ reconstruction, score }) => reconstruction === "generator" && score === fAnoGanScore)!.auc.auc;

async function digitResult(run: Run, digits: MnistDigits, digit: number): Promise<DigitResult> {
  const name = digits.digits[digit]!;
  const file = run.path(`${name}.json`);
  const key = `${trainingKey(digits, run)}, encoder of ${encoderSteps} steps`;
  const kept = readKeptResult<DigitResult>(file, key);
  if (kept) return kept;
  const train = digits.train(digit);
  const gan = await trainGan(train, ganSpec(run.settings), ganOptions(run, name));
  const pair = await openFrozenPair(gan);
  try {
    const others = [...digits.digits.keys()]
      .filter((other) => other !== digit)
      .map((other) => digits.test(other));
    const images = {
      normal: digits.test(digit),
      other: { size: train.size, pixels: Float32Array.from(others.flatMap(({ pixels }) => [...pixels])) },
    };
    const { rows } = await detectAnomalies(pair, train, images, { steps: encoderSteps, seed: run.seed });
    const result = { digit: name, rows };
    keepResult(file, key, result);
    return result;
  } finally {
    pair.dispose();
  }
}
