import { formatValue, measures, oneVsRestMeasures } from "../evaluation/measures";
import { describeSamePatients } from "../data/external/describe-same-patients";
import { describeTellingApart } from "../evaluation/tell-external-apart";
import { compareWithPaper } from "../evaluation/compare-with-paper";
import { formatP } from "../core/format-p";
import { doses as possibleDoses } from "../evaluation/doses/add-dose";
import { formatNumber } from "../figures";
import { formatInterval } from "../figures/format-number";
import { html, type Html, type HtmlPart } from "../figures/html";
import { formatList, sum } from "../core";
import type { MeanInterval } from "../statistics";
import { expectedMaximum } from "../statistics/expected-maximum";
import { collectEvidence } from "../study/collect-evidence";
import type { StudyResults } from "../study/study-results";
import { describeRates } from "./describe-rates";
import { foldedHtml, listHtml, wideTable } from "./page";

/** One row per arm: the images it has been tested on, every measure with its interval; words where one has no value. */
export function armTable({
  summaries,
  classes,
  positive,
}: Pick<StudyResults, "summaries" | "classes" | "positive">): Html {
  const columns = [
    "arm",
    "images",
    ...measures.map((m) => m.title),
    "gained / lost (McNemar)",
    "AUC against original (DeLong)",
  ];
  const rated = describeRates(classes, positive);
  const isGrouped = summaries.some(({ against }) => against !== undefined && against.p === undefined);
  const rows = summaries.map(({ name, images, values, against, delong }) => [
    name,
    String(images),
    ...measures.map((measure) => formatValue(values, measure)),
    against
      ? `${against.gained} / ${against.lost} (${against.p === undefined ? "–" : whole(formatP(against.p, 3))})`
      : "–",
    delong
      ? `${formatNumber(delong.auc[0] - delong.auc[1])} (${delong.p !== undefined ? whole(formatP(delong.p, 3)) : against?.p === undefined ? "–" : "no test"})`
      : "–",
  ]);
  const omitted = isGrouped
    ? ". McNemar's and DeLong's p are left out (–): both take images for independent, and some patients have several"
    : "";
  return wideTable(columns, rows, `Out-of-fold predictions, intervals over patients; ${rated}${omitted}`);
}

/** Words that stay on one line. */
const whole = (words: string): string => words.replaceAll(" ", "\u00a0");

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

/** Each arm's difference from `original` by the test that decides and by others, and what its variance is made of. */
export function otherTests({ comparisons }: Pick<StudyResults, "comparisons">): HtmlPart {
  const points = (x: number): string => formatNumber(100 * x);
  const sd = (variance: number): string => points(Math.sqrt(variance));
  const rows = comparisons.flatMap(({ arm, test, others, components }) => {
    if (!test || !others || !components) return [];
    const interval = ({ low, high }: { readonly low: number; readonly high: number }): string =>
      `${points(low)} to ${points(high)}`;
    return [
      [
        arm,
        points(test.mean),
        interval(test),
        interval(others.theseModels),
        interval(others.corrected),
        interval(others.naive),
        interval(others.otherDataSets),
        sd(components.patients),
        sd(components.trainings),
      ],
    ];
  });
  if (rows.length === 0) return undefined;
  const columns = [
    "arm",
    "points against original",
    "decides: patients and trainings",
    "these trained models (Bayle et al.)",
    "corrected t (Nadeau and Bengio)",
    "naive t (too narrow with repeats)",
    "other data sets of this size",
    "patients' spread, of the mean over the folds",
    "a training's spread, of one fold",
  ];
  return foldedHtml(
    "The same differences by other tests, and what they vary by",
    wideTable(columns, rows, "points of balanced accuracy; 95 % intervals; spreads are standard deviations"),
  );
}

/** What the trained arms do on the external images, and how these differ from the data trained on. */
export function externalSection({ external }: Pick<StudyResults, "external">): HtmlPart {
  if (external === undefined) return undefined;
  const { set, arms, apart } = external;
  const percent = (x: number): string => (Number.isFinite(x) ? formatNumber(100 * x) : "?");
  const interval = ({ mean, low, high }: MeanInterval): string =>
    `${percent(mean)} (${percent(low)} to ${percent(high)})`;
  const n = sum(set.counts);
  const rows = arms.map(({ arm, trainings, balancedAccuracy, difference }) => [
    arm,
    String(trainings),
    interval(balancedAccuracy),
    difference ? interval(difference) : "–",
  ]);
  const present = set.counts.filter((count) => count > 0).length;
  const hasAll = present === set.counts.length;
  const samePatients = describeSamePatients(set);
  const notes = [
    ...(samePatients === undefined ? [] : [samePatients]),
    ...(arms.length > 0 ? [describeTellingApart(apart)] : []),
    ...(hasAll
      ? []
      : [
          `It holds ${present} of ${set.counts.length} classes only: shown is the mean of the rates of these, which is no balanced accuracy.`,
        ]),
    ...(arms.some((one) => !Number.isFinite(one.balancedAccuracy.low))
      ? ["No interval (?) can be had where a class has fewer than two patients."]
      : []),
    ...(set.leftOut.length === 0
      ? ["None of its images was found in the data trained on."]
      : [
          `Left out, since the data trained on hold the same slice: ${formatList(
            set.leftOut.map(({ id, like, kind }) => `${id} (${kind}: ${like})`),
            20,
          )}.`,
        ]),
  ];
  return html`<section>
    <h2>On external images</h2>
    <p>
      Images that no training, choice or generator saw. The intervals are about the trained models of this
      study on new patients like these, not about retrained arms.
    </p>
    ${wideTable(
      [
        "arm",
        "trainings",
        hasAll ? "balanced accuracy, %" : "mean rate of its classes, %",
        "points against original",
      ],
      rows,
      `${set.name}, ${n} images; 95 % intervals over their patients`,
    )}
    ${listHtml(notes)}
    ${foldedHtml(
      "How they differ from the images trained on",
      wideTable(
        ["attribute", "mean of these", "mean of the external ones", "AUC of telling them apart"],
        set.differences.map(({ attribute, training, external: there, auc, low, high }) => [
          attribute,
          formatNumber(training),
          formatNumber(there),
          `${formatNumber(auc)} (${formatNumber(low)}–${formatNumber(high)})`,
        ]),
      ),
    )}
  </section>`;
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

/** What each dose gains against dose 0, and what the tuned arms chose; nothing without such arms. */
export function doseTable({ doseCurves, tuned }: Pick<StudyResults, "doseCurves" | "tuned">): HtmlPart {
  if (doseCurves.length === 0 && tuned.length === 0) return undefined;
  const points = (x: number): number => 100 * x;
  const rows = doseCurves.flatMap(({ base, points: all }) =>
    all.map(({ dose, test, p, components }) => [
      base,
      String(dose),
      test ? formatInterval(points(test.mean), points(test.low), points(test.high), 1) : "–",
      p === undefined ? "no test" : formatP(p, 3),
      components ? String(components.counts.folds * components.counts.repeats) : "–",
    ]),
  );
  const columns = [
    "against (dose 0)",
    "synthetic per original",
    "points gained (95 %)",
    "p after Holm",
    "folds",
  ];
  const chosen = tuned.map(
    ({ arm, doses, innerValidation }) =>
      `${arm}: doses chosen ${doses.join(", ")}, one per fold and seed, on ${Math.round(innerValidation)} inner validation images. ` +
      "The generators were those of the outer folds, which saw these images too: the choice leans to larger doses; the test of the outer folds does not. " +
      `The best of ${possibleDoses.length} equally good doses lies ${expectedMaximum(possibleDoses.length).toFixed(4)} standard deviations above their mean by luck alone, so what the inner validation gave is not reported.`,
  );
  return html`<section>
    <h2>How many synthetic images</h2>
    ${rows.length > 0 ? wideTable(columns, rows) : undefined} ${listHtml(chosen)}
  </section>`;
}
