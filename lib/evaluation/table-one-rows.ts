import type { ArmResult } from "./arm-result";
import { formatValue, measures } from "./measures";
import { impliedPrevalence, paperNumbers, paperTable } from "./paper-numbers";

/** A row of the paper's Table 1, or ours for the same arm: rates by their titles. */
export type TableOneRow = Readonly<Record<string, string | number | undefined>>;

/**
 * Table 1 of the paper, with a row of ours above each of its rows. Beside the paper's rates stands the share of positives
 * that they imply: outside 0 to 1 no data set can give them.
 *
 * @param results arms on one test set; a row of the paper whose arm is not there stands alone
 */
export function tableOneRows(results: readonly Pick<ArmResult, "name" | "values">[]): TableOneRow[] {
  return paperTable.flatMap(({ arm, ...paper }) => {
    const rates = new Map(Object.entries(paper));
    const published = measures.filter(({ key }) => rates.has(key));
    const row = (source: string, rate: (m: (typeof published)[number]) => string | number | undefined) => ({
      arm,
      source,
      ...Object.fromEntries(published.map((m) => [m.title, rate(m)])),
    });
    const ours = results.find(({ name }) => name === arm);
    const implied = { "prevalence it implies": impliedPrevalence(paper) };
    return [
      ...(ours
        ? [{ ...row("here", (m) => formatValue(ours.values, m)), "prevalence it implies": undefined }]
        : []),
      {
        ...row(`paper, ${paperNumbers.testImages} head-CT slices`, ({ key }) => rates.get(key)?.toFixed(4)),
        ...implied,
      },
    ];
  });
}
