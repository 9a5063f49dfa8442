import { formatValue, measures, oneVsRestMeasures } from "../evaluation/measures";
import { compareWithPaper } from "../evaluation/reproduction";
import { formatP } from "../evaluation/verdict";
import { formatNumber } from "../figures";
import type { Html, HtmlPart } from "../figures/html";
import { collectEvidence } from "../study/collect-evidence";
import type { StudyResults } from "../study/study-results";
import { foldedHtml, wideTable } from "./page";

/** One row per arm: every measure with its interval; words where one has no value. */
export function armTable({
  summaries,
  classes,
  positive,
}: Pick<StudyResults, "summaries" | "classes" | "positive">): Html {
  const columns = [
    "arm",
    ...measures.map((m) => m.title),
    "gained / lost (McNemar)",
    "AUC against original (DeLong)",
  ];
  const rated =
    positive === undefined
      ? `sensitivity, specificity and AUC are means over ${classes.length} classes`
      : `sensitivity is of ${classes[positive] ?? ""}`;
  const rows = summaries.map(({ name, values, against, delong }) => [
    name,
    ...measures.map((measure) => formatValue(values, measure)),
    against ? `${against.gained} / ${against.lost} (${formatP(against.p, 3)})` : "–",
    delong
      ? `${formatNumber(delong.auc[0] - delong.auc[1])} (${delong.p === undefined ? "no test" : formatP(delong.p, 3)})`
      : "–",
  ]);
  return wideTable(columns, rows, `Out-of-fold predictions, intervals over patients; ${rated}`);
}

/** With more than two classes, each against the rest: what the table of arms averages. */
export function classTable({ summaries, classes }: Pick<StudyResults, "summaries" | "classes">): HtmlPart {
  const rows = summaries.flatMap(({ name, byClass }) =>
    byClass.map((values, label) => [
      name,
      classes[label] ?? "",
      ...oneVsRestMeasures.map((measure) => formatValue(values, measure)),
    ]),
  );
  if (rows.length === 0) return undefined;
  const columns = ["arm", "class against the rest", ...oneVsRestMeasures.map((m) => m.title)];
  return foldedHtml("Each class against the rest", wideTable(columns, rows));
}

/** The paper's numbers and claims, what was found here beside them. */
export function reproductionTable(results: StudyResults): Html {
  const rows = compareWithPaper(collectEvidence(results));
  return wideTable(
    ["claim", "paper", "here", "verdict", "reason"],
    rows.map((r) => [r.claim, r.paper, r.here, r.verdict, r.reason]),
    undefined,
    "wide claims",
  );
}
