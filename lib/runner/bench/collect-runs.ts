import { existsSync } from "node:fs";
import { join } from "node:path";
import { duration, mean, readJson, sum, writeJson } from "../../core";

/** Result of one training: its metrics by name. */
export interface ConvergenceRun {
  readonly KID: number;
  readonly coverage: number;
  readonly recall: number;
  /** Of training and measuring; of whatever else the machine did, too. */
  readonly seconds: number;
}

/** Trainings of one way, and where their results lie. */
export interface WayRuns {
  readonly name: string;
  /** Keyed by what the results depend on: results of another code or machine lie in another folder. */
  readonly folder: string;
  /** Starts what makes the trainings of these seeds, one after the other. */
  readonly start: (seeds: readonly number[]) => Promise<{
    next(): Promise<ConvergenceRun>;
    end(): void;
  }>;
}

/**
 * Makes the trainings that are not stored yet and stores each as soon as it is there: interrupted and typed again, the
 * job goes on where it was.
 *
 * @param say gets a line after each training, with the time that is left by what trainings of its way have taken
 * @returns the runs of each way by its name, in the order of the seeds
 */
export async function collectRuns(
  ways: readonly WayRuns[],
  seeds: readonly number[],
  say: (line: string) => void,
): Promise<Map<string, readonly ConvergenceRun[]>> {
  const stored = new Map(ways.map((way) => [way.name, new Map<number, ConvergenceRun>()]));
  const of = (way: WayRuns): Map<number, ConvergenceRun> =>
    stored.get(way.name) as Map<number, ConvergenceRun>;
  for (const way of ways)
    for (const seed of seeds)
      if (existsSync(fileOf(way, seed))) of(way).set(seed, readJson(fileOf(way, seed), "Type it again."));
  const count = sum(ways.map((way) => of(way).size));
  if (count > 0) say(`${count} of ${ways.length * seeds.length} trainings are stored from before`);
  for (const way of ways) {
    const missing = seeds.filter((seed) => !of(way).has(seed));
    if (missing.length === 0) continue;
    const made = await way.start(missing);
    try {
      for (const seed of missing) {
        const run = await made.next();
        writeJson(fileOf(way, seed), run);
        of(way).set(seed, run);
        const numbers = `KID ${run.KID.toPrecision(3)}, coverage ${run.coverage.toFixed(2)}`;
        say(
          `${way.name}, seed ${seed}: ${numbers}, ${duration(run.seconds)}; ${formatLeft(ways.map(of), seeds)}`,
        );
      }
    } finally {
      made.end();
    }
  }
  return new Map(ways.map((way) => [way.name, seeds.map((seed) => of(way).get(seed) as ConvergenceRun)]));
}

const fileOf = ({ folder }: WayRuns, seed: number): string => join(folder, `seed-${seed}.json`);

/** Trainings to come, and their time: as long as those of their way took, or of all ways where there is none yet. */
function formatLeft(ways: readonly Map<number, ConvergenceRun>[], seeds: readonly number[]): string {
  const took = ways.map((runs) => [...runs.values()].map(({ seconds }) => seconds));
  const all = took.flat();
  const left = ways.map((runs) => seeds.length - runs.size);
  const seconds = sum(left.map((n, i) => n * mean(took[i]?.length ? (took[i] as number[]) : all)));
  return `${sum(left)} left, ${duration(seconds)}`;
}
