import { groupBy, mean } from "../../../core";
import { correctedT, holm } from "../../../statistics";
import type { CorrectedT } from "../../../statistics/corrected-t";
import { perfectGenerator } from "./perfect-generator";

/** Accuracy of one arm on the 2,000 test phantoms of every draw; configuration absent for the controls. */
export interface TruthScore {
  readonly draw: number;
  readonly configuration?: string | undefined;
  readonly arm: string;
  readonly accuracy: number;
}

/** What an arm gains against a control, draw by draw. */
export interface TruthRow {
  readonly configuration: string | undefined;
  readonly arm: string;
  /** Draws with a result of this arm. */
  readonly draws: number;
  readonly accuracy: number;
  /** Paired differences with their 95 % t interval; undefined with fewer than two draws of both arms. */
  readonly againstClassical: CorrectedT | undefined;
  readonly againstOriginal: CorrectedT | undefined;
  /** Of the first difference, two-sided, after Holm's correction over all rows with synthetic images. */
  readonly p: number | undefined;
}

/** Draws by which configurations may be chosen; what was chosen is confirmed on the others. */
export const screeningDraws: readonly number[] = [1, 2, 3];

/** Draws that a claim takes. */
export const enoughDraws = 10;

/** The answer, and the exit code that goes with it. */
export interface TruthVerdict {
  readonly isFound: boolean;
  readonly sentence: string;
}

const reference = "original+classical";

/** Whether a row's images are a trained generator's. */
const isTrained = ({ configuration }: Pick<TruthRow, "configuration">): boolean =>
  configuration !== undefined && configuration !== perfectGenerator;

/** The rows of some draws, controls first, in the order of the scores. */
export function truthRows(scores: readonly TruthScore[]): TruthRow[] {
  const nameOf = ({ configuration, arm }: Pick<TruthScore, "configuration" | "arm">): string =>
    JSON.stringify([configuration ?? "", arm]);
  const byArm = groupBy(scores, nameOf);
  const control = (arm: string): Map<number, number> =>
    new Map((byArm.get(nameOf({ arm, configuration: undefined })) ?? []).map((s) => [s.draw, s.accuracy]));
  const [classical, original] = [control(reference), control("original")];
  const rows = [...byArm.values()].map((own) => {
    const [{ configuration, arm }] = own as [TruthScore, ...TruthScore[]];
    return {
      configuration,
      arm,
      draws: own.length,
      accuracy: mean(own, ({ accuracy }) => accuracy),
      againstClassical: arm === reference ? undefined : paired(own, classical),
      againstOriginal: arm === "original" ? undefined : paired(own, original),
    };
  });
  const tested = rows.filter((row) => isTrained(row) && row.againstClassical?.p !== undefined);
  const adjusted = holm(tested.map((row) => row.againstClassical!.p!));
  return rows.map((row) => {
    const at = tested.indexOf(row);
    return { ...row, p: at < 0 ? undefined : adjusted[at] };
  });
}

/** Draws are independent of each other: the plain paired t, without a correction for shared images. */
function paired(own: readonly TruthScore[], control: ReadonlyMap<number, number>): CorrectedT | undefined {
  const differences = own.flatMap(({ draw, accuracy }) => {
    const other = control.get(draw);
    return other === undefined ? [] : [accuracy - other];
  });
  return differences.length < 2 ? undefined : correctedT(differences, { train: 1, test: 0 });
}

/**
 * Whether an arm with synthetic images is better than original+classical by more than its interval, over at least 10 draws
 * that were not used for choosing, after Holm's correction.
 */
export function judgeTruth(scores: readonly TruthScore[]): TruthVerdict {
  const rows = truthRows(scores.filter(({ draw }) => !screeningDraws.includes(draw)));
  const judged = rows.filter((row) => isTrained(row) && (row.againstClassical?.n ?? 0) >= enoughDraws);
  const found = judged.filter(
    ({ p, againstClassical }) => againstClassical!.low > 0 && p !== undefined && p < 0.05,
  );
  const names = found.map(({ configuration, arm }) => `${configuration}: ${arm}`);
  const most = Math.max(0, ...rows.flatMap((row) => (isTrained(row) ? [row.againstClassical?.n ?? 0] : [])));
  return {
    isFound: found.length > 0,
    sentence:
      found.length > 0
        ? `truth: better than ${reference} by more than its interval: ${names.join("; ")}`
        : judged.length > 0
          ? `truth: none of ${judged.length} arms with ${enoughDraws} draws or more is better than ${reference} by more than its interval`
          : `truth: cannot tell yet: at most ${most} confirming draws are there, ${enoughDraws} are needed`,
  };
}
