import { formatValue, ledger, measures, oneVsRestMeasures } from "../evaluation";
import { formatNumber } from "../figures";
import { tableHtml } from "../figures/table-html";
import { studyLedger, type StudyResults } from "../study";

/** One row an arm: every measure with its interval; words where one has no value. */
export function armTable({
  summaries,
  classes,
  positive,
}: Pick<StudyResults, "summaries" | "classes" | "positive">): string {
  const columns = [
    "arm",
    ...measures.map((m) => m.title),
    "gained / lost (McNemar p)",
    "AUC against original (DeLong p)",
  ];
  const rated =
    positive === undefined
      ? `sensitivity, specificity and AUC are means over ${classes.length} classes`
      : `sensitivity is of ${classes[positive] ?? ""}`;
  const rows = summaries.map(({ name, values, against, delong }) => [
    name,
    ...measures.map((measure) => formatValue(values, measure)),
    against ? `${against.gained} / ${against.lost} (${against.p.toFixed(2)})` : "–",
    delong
      ? `${formatNumber(delong.auc[0] - delong.auc[1])} (${delong.p === undefined ? "no test" : delong.p.toFixed(2)})`
      : "–",
  ]);
  return `<div class="wide">${tableHtml(
    columns.map((name) => ({ name, isNumeric: false })),
    rows,
    `Out-of-fold answers, intervals over patients; ${rated}`,
  )}</div>`;
}

/** With more than two classes, each against the rest: what the table of arms averages. */
export function classTable({ summaries, classes }: Pick<StudyResults, "summaries" | "classes">): string {
  const rows = summaries.flatMap(({ name, byClass }) =>
    byClass.map((values, label) => [
      name,
      classes[label] ?? "",
      ...oneVsRestMeasures.map((measure) => formatValue(values, measure)),
    ]),
  );
  if (rows.length === 0) return "";
  const columns = ["arm", "class against the rest", ...oneVsRestMeasures.map((m) => m.title)];
  return `<details><summary>Each class against the rest</summary><div class="wide">${tableHtml(
    columns.map((name) => ({ name, isNumeric: false })),
    rows,
  )}</div></details>`;
}

/** The paper's numbers and claims, what was found here beside them. */
export function ledgerTable(results: StudyResults): string {
  const rows = ledger(studyLedger(results));
  return `<div class="wide claims">${tableHtml(
    ["claim", "paper", "here", "verdict", "reason"].map((name) => ({ name, isNumeric: false })),
    rows.map((r) => [r.claim, r.paper, r.here, r.verdict, r.reason]),
  )}</div>`;
}
