import { existsSync } from "node:fs";
import { join } from "node:path";
import { duration, fail, mean, range, readJson, root, sha256, writeJson } from "../../core";
import { ablationArms, type AblationArm } from "../ablation/ablation-arms";
import { ablationTable } from "../ablation/ablation-table";
import {
  ablationImages,
  prepareArm,
  trainAblationArm,
  type AblationResult,
} from "../ablation/train-ablation-arm";

const seeds = range(3).map((i) => i + 1);

/**
 * `npm run ablation -- [ARM ...] [--stored]`: what each remedy alone does to a tiny GAN of the phantom's slices, 3 seeds each,
 * as a Markdown table. Arms are chosen by a part of their name; `--stored` prints what earlier calls have made. Results lie
 * under .cache/ablation by what they depend on (networks, loss, settings; not the rest of the code): typed again, it goes on.
 *
 * @returns 0
 * @throws InputError for a name that no arm has
 */
export async function main(args: readonly string[]): Promise<number> {
  const jobs = jobsOf(chosenArms(args.filter((arg) => arg !== "--stored")));
  const stored = (): Job[] => jobs.filter(({ file }) => existsSync(file));
  if (!args.includes("--stored") && stored().length < jobs.length) {
    const images = await ablationImages();
    for (const { arm, seed, folder, file } of jobs) {
      if (existsSync(file)) continue; // perhaps by now: arms may be shared out among several calls
      const result = await trainAblationArm(arm, seed, folder, images);
      writeJson(file, result);
      console.log(
        `${arm.name}, seed ${seed}: coverage ${result.coverage.toFixed(2)}; ${timeLeft(jobs, stored())}`,
      );
    }
  }
  const results = (arm: AblationArm): AblationResult[] =>
    stored()
      .filter((job) => job.arm === arm)
      .map(read);
  console.log(
    ablationTable([...new Set(jobs.map(({ arm }) => arm))].map((arm) => ({ arm, results: results(arm) }))),
  );
  return 0;
}

/** One training, and where its checkpoint and its result lie. */
interface Job {
  readonly arm: AblationArm;
  readonly seed: number;
  readonly folder: string;
  readonly file: string;
}

/** All arms of the first seed, then of the second: interrupted, each arm has as many results. */
function jobsOf(arms: readonly AblationArm[]): Job[] {
  const all = join(root(), ".cache/ablation");
  return seeds.flatMap((seed) =>
    arms.map((arm) => {
      const key = sha256(JSON.stringify(prepareArm(arm, seed, all).key)).slice(0, 16);
      return { arm, seed, folder: join(all, key), file: join(all, `${key}.json`) };
    }),
  );
}

const read = ({ file }: Job): AblationResult => readJson(file, "Remove it and type it again.");

function chosenArms(names: readonly string[]): readonly AblationArm[] {
  const unknown = names.find((name) => !ablationArms.some((arm) => arm.name.includes(name)));
  if (unknown !== undefined)
    fail(
      "choose arms",
      `"${unknown}"`,
      ablationArms.map(({ name }) => name).join(" | "),
      "Give a part of these names.",
    );
  return names.length === 0
    ? ablationArms
    : ablationArms.filter((arm) => names.some((name) => arm.name.includes(name)));
}

/** Trainings to come: each as long as its arm's took, or all trainings where none of it is there. */
function timeLeft(jobs: readonly Job[], done: readonly Job[]): string {
  const took = (of: readonly Job[]): number => mean(of.map(read), (r) => r.seconds);
  const left = jobs.filter((job) => !done.includes(job));
  const seconds = left.map(({ arm }) => {
    const own = done.filter((job) => job.arm === arm);
    return took(own.length > 0 ? own : done);
  });
  return `${left.length} left, ${duration(seconds.reduce((a, b) => a + b, 0))}`;
}
