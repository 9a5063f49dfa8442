import { groupBy, mean } from "../../../core";
import type { CorrectedT } from "../../../statistics/corrected-t";
import { truthRows, type TruthScore } from "./judge-truth";
import type { GeneratorMeasures, OracleFidelity } from "./measure-generator";

/** What the arms of some draws gain, as a table of Markdown. */
export function truthTable(scores: readonly TruthScore[]): string {
  return [
    "| generators | arm | draws | accuracy | - original+classical (95 %) | - original (95 %) | p (Holm) |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...truthRows(scores).map(
      ({ configuration = "none", arm, draws, accuracy, againstClassical, againstOriginal, p }) =>
        `| ${[configuration, arm, draws, accuracy.toFixed(3), interval(againstClassical), interval(againstOriginal), p?.toFixed(3) ?? ""].join(" | ")} |`,
    ),
  ].join("\n");
}

const signed = (value: number): string => `${value < 0 ? "" : "+"}${value.toFixed(3)}`;

const interval = (t: CorrectedT | undefined): string =>
  t === undefined ? "" : `${signed(t.mean)} (${signed(t.low)} to ${signed(t.high)})`;

/** Measures of one configuration's generators in one draw. */
export interface MeasuredDraw {
  readonly configuration: string;
  readonly measures: GeneratorMeasures;
  /** Absent where the oracle was not asked yet. */
  readonly oracle: OracleFidelity | undefined;
}

/** What the generators' images are like, means over draws and classes, as a table of Markdown. */
export function generatorTable(measured: readonly MeasuredDraw[]): string {
  const rows = [...groupBy(measured, ({ configuration }) => configuration)].map(([configuration, own]) => {
    const of = (key: "c2st" | "coverage" | "kid", digits: number): string =>
      mean(own, ({ measures }) => measures[key]).toFixed(digits);
    const asked = own.flatMap(({ oracle }) => oracle?.fidelity ?? []);
    const fidelity = asked.length === 0 ? "" : `${mean(asked).toFixed(3)} (${asked.length} draws)`;
    const findings = own.flatMap(({ measures }) => measures.memorisation);
    const signs = findings.filter((finding) => finding === "shows signs").length;
    return `| ${[configuration, own.length, of("c2st", 3), of("coverage", 3), of("kid", 4), fidelity, `${signs} of ${findings.length}`].join(" | ")} |`;
  });
  return [
    "| generators | draws | C2ST | coverage, all pixels | KID | class fidelity | signs of memorising |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
