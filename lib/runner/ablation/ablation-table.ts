import { mean } from "../../core";
import type { AblationArm } from "./ablation-arms";
import type { AblationResult } from "./train-ablation-arm";

/** Results of one arm, one per seed that is there. */
export interface ArmResults {
  readonly arm: AblationArm;
  readonly results: readonly AblationResult[];
}

const columns = {
  KID: { of: (r: AblationResult) => r.KID, digits: 4 },
  recall: { of: (r: AblationResult) => r.recall, digits: 2 },
  coverage: { of: (r: AblationResult) => r.coverage, digits: 2 },
  C2ST: { of: (r: AblationResult) => r.C2ST, digits: 2 },
  "Vendi / real": { of: (r: AblationResult) => r.vendi, digits: 2 },
  "shows its class": { of: (r: AblationResult) => r.fidelity?.[0] ?? NaN, digits: 2 },
} as const;

/** A Markdown table: means over the seeds, lowest and highest in brackets; then what the class arms say of AC-GAN's failure. */
export function ablationTable(arms: readonly ArmResults[]): string {
  const rows = arms
    .filter(({ results }) => results.length > 0)
    .map(({ arm, results }) => [
      arm.name,
      String(results.length),
      ...Object.values(columns).map(({ of, digits }) => spread(results.map(of), digits)),
      mean(results, (r) => r.seconds).toFixed(0),
    ]);
  const head = ["arm", "seeds", ...Object.keys(columns), "s"];
  const lines = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  return [...lines, "", ...sentences(arms)].join("\n");
}

function spread(values: readonly number[], digits: number): string {
  if (values.some(Number.isNaN)) return "";
  const text = (x: number): string => x.toFixed(digits);
  if (values.length === 1) return text(values[0]!);
  return `${text(mean(values))} (${text(Math.min(...values))} to ${text(Math.max(...values))})`;
}

/** Vendi within a class of AC-GAN at weight 1, as a share of projection's, below which its failure counts as seen: with high class fidelity. */
const failureShare = 0.8;

function sentences(arms: readonly ArmResults[]): string[] {
  const of = (name: string): readonly AblationResult[] =>
    arms.find(({ arm }) => arm.name === name)?.results ?? [];
  const [acGan, projection] = [of("AC-GAN, weight 1"), of("conditional by projection")];
  if (acGan.length === 0 || projection.length === 0) return [];
  const share = mean(acGan, (r) => r.vendi) / mean(projection, (r) => r.vendi);
  const [own, other] = [acGan, projection].map((of) => mean(of, (r) => r.fidelity?.[0] ?? NaN)) as [
    number,
    number,
  ];
  const real = projection[0]?.fidelity?.[1] ?? NaN;
  const isFailure = share < failureShare && own >= other;
  return [
    `Real images show their class in ${real.toFixed(2)}.`,
    `AC-GAN at weight 1 has ${share.toFixed(2)} of projection's Vendi score within a class and shows the class in ${own.toFixed(2)} against ${other.toFixed(2)}: its failure (less than ${failureShare} of the variety, with classes at least as plain) was ${isFailure ? "" : "not "}reproduced.`,
  ];
}
