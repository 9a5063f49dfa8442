import { range } from "../../core/arrays";
import { writeJson } from "../../core";
import { ready } from "../../engine";
import {
  plantedCases,
  plantedGround,
  type Detector,
  type DrawHonest,
  type PlantedCounts,
} from "./planted-cases";

/** How often a detector flagged one kind of set. */
export interface Flagged {
  readonly name: string;
  readonly detector: string;
  readonly isHonest: boolean;
  /** Seeds whose set was flagged. */
  readonly flagged: number;
  readonly seeds: number;
}

/** Honest sets that may be flagged, of twenty. */
const mostHonest = 1;

/**
 * `npm run bench -- metrics [--json FILE]`: whether the measures of synthetic images see what they are for. Over 20 seeds each
 * planted fault of `plantedCases` must be flagged every time, and of a detector's honest sets at most one.
 *
 * @returns 1 where a fault was missed or too many honest sets were flagged
 */
export async function benchMetrics(json: string | undefined, seeds = 20): Promise<number> {
  await ready();
  const began = Date.now();
  const rows = await flagPlanted(
    range(seeds).map((i) => i + 1),
    {
      onSeed: (seed) =>
        console.log(`metrics: seed ${seed} of ${seeds}, ${((Date.now() - began) / 1000).toFixed(0)} s`),
    },
  );
  for (const { name, detector, flagged } of rows)
    console.log(`${name}: flagged ${flagged} of ${seeds} (${detector})`);
  if (json !== undefined) writeJson(json, { seeds, rows });
  const wrong = rows.filter((row) => !isAsItShould(row));
  console.log(
    wrong.length === 0
      ? `metrics: every planted fault flagged ${seeds} of ${seeds}, honest sets at most ${mostHonest}: passed`
      : `metrics: failed for ${wrong.map(({ name }) => name).join(", ")}`,
  );
  return wrong.length === 0 ? 0 : 1;
}

/** Whether a fault was flagged every time, and honest sets at most once. */
export function isAsItShould({ isHonest, flagged, seeds }: Flagged): boolean {
  return isHonest ? flagged <= mostHonest : flagged === seeds;
}

/**
 * Gives every detector its honest images and its planted faults, for each seed.
 * @param options planted: by default all of `plantedCases`; draw: honest images, by default phantoms; counts: by default
 *   quick's; onSeed: called after each seed
 */
export async function flagPlanted(
  seeds: readonly number[],
  {
    planted = plantedCases,
    draw,
    counts,
    onSeed,
  }: {
    readonly planted?: typeof plantedCases;
    readonly draw?: DrawHonest | undefined;
    readonly counts?: PlantedCounts;
    readonly onSeed?: (seed: number) => void;
  } = {},
): Promise<Flagged[]> {
  const detectors = [...new Set(planted.map(({ detector }) => detector))];
  const honest = detectors.map((detector) => ({ ...honestCase(detector), isHonest: true }));
  const cases = [...honest, ...planted.map((row) => ({ ...row, isHonest: false }))];
  const flagged = cases.map(() => 0);
  for (const seed of seeds) {
    const ground = await plantedGround(seed, draw, counts);
    cases.forEach(({ detector, plant }, i) => {
      if (detector.flags(plant(ground), ground)) flagged[i]! += 1;
    });
    onSeed?.(seed);
  }
  return cases.map(({ name, detector, isHonest }, i) => ({
    name,
    detector: detector.name,
    isHonest,
    flagged: flagged[i]!,
    seeds: seeds.length,
  }));
}

const honestCase = (detector: Detector): (typeof plantedCases)[number] => ({
  name: "honest images",
  detector,
  plant: ({ honest }) => honest,
});
