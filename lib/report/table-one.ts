import { measures, type Measure } from "../evaluation/measures";
import {
  impliedPrevalence,
  isShareOf,
  paperNumbers,
  paperTable,
  type PaperRow,
} from "../evaluation/paper-numbers";
import { formatPercent } from "../figures/format-number";
import { html, type Html, type HtmlPart } from "../figures/html";
import { describeRates } from "./describe-rates";
import type { ArmMetrics, DataMetrics } from "./metrics";

/** The measures that the paper gives. */
const published = measures.filter(({ key }) => paperTable.some((row) => key in row));

/**
 * The paper's Table 1 beside this run's, and which of the paper's numbers are impossible.
 * @param data the data set, whose classes say what the rates are of
 * @param testImages how many images the paper says it tested on
 */
export function tableOne(
  arms: readonly ArmMetrics[],
  data: Pick<DataMetrics, "classes" | "positive"> | undefined,
  testImages: number = paperNumbers.testImages,
): Html {
  const rated = data ? `; ${describeRates(data.classes, data.positive)}` : "";
  const names = [...new Set([...paperTable.map((p) => p.arm), ...arms.map((a) => a.name)])];
  const body = names.map((name) => {
    const ours = arms.find((a) => a.name === name);
    const theirs = new Map(Object.entries(paperTable.find((p) => p.arm === name) ?? {}));
    const cells = published.map(
      (measure) =>
        html`<td>${ourCell(ours, measure)}</td>
          <td>${paperCell(theirs.get(measure.key))}</td>`,
    );
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${ours?.n ?? "–"}</td>
      ${cells}
    </tr>`;
  });
  const heads = published.map(({ title }) => html`<th scope="colgroup" colspan="2">${title}</th>`);
  const pairs = published.map(
    () =>
      html`<th scope="col">here</th>
        <th scope="col">paper</th>`,
  );
  return html`<div class="wide">
      <table class="rates">
        <caption>
          Table 1: here with 95 % intervals, and the paper's, of ${testImages} head-CT slices${rated}
        </caption>
        <thead>
          <tr>
            <th scope="col" rowspan="2">arm</th>
            <th scope="col" rowspan="2">trained on</th>
            ${heads}
          </tr>
          <tr>
            ${pairs}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    ${remarks(testImages)}`;
}

const paperCell = (value: string | number | undefined): string =>
  typeof value === "number" ? value.toFixed(4) : "–";

function ourCell(arm: ArmMetrics | undefined, measure: Measure): HtmlPart {
  const value = arm?.[measure.key];
  if (arm === undefined || value === null || value === undefined) return "–";
  const n = denominator(arm, measure);
  const shares = n === undefined ? "" : `${Math.round(value * n)}/${n} = `;
  const interval = arm.intervals[measure.key];
  const bounds = interval === undefined ? "no interval" : interval.map((end) => end.toFixed(2)).join("–");
  return html`${shares}${value.toFixed(2)}<br /><small>${bounds}</small>`;
}

/** Number of images that a proportion is of; undefined for a mean over classes. */
function denominator({ counts, test }: ArmMetrics, { needs }: Measure): number | undefined {
  if (needs === "images") return test;
  if (counts === undefined) return undefined;
  if (needs === "positives") return counts.truePositive + counts.falseNegative;
  return needs === "negatives" ? counts.trueNegative + counts.falsePositive : undefined;
}

function remarks(testImages: number): HtmlPart {
  const cannot = paperTable.filter((row) => isOutside(impliedPrevalence(row)));
  const noShare = paperTable.filter((row) => !isShareOf(row.accuracy, testImages));
  const sentences = [
    ...cannot.map(
      (row) =>
        `the accuracy of its row “${row.arm}”, ${formatPercent(row.accuracy, 2)}, does not lie between its sensitivity and specificity, as every accuracy must`,
    ),
    ...(noShare.length > 0
      ? [`${listPercents(noShare)} are no number of right predictions out of ${testImages}`]
      : []),
  ];
  return sentences.length === 0
    ? undefined
    : html`<p>The paper's numbers are not a target: ${sentences.join("; ")}.</p>`;
}

const isOutside = (share: number): boolean => !(share >= 0 && share <= 1);
const listPercents = (rows: readonly PaperRow[]): string =>
  rows
    .map((r) => formatPercent(r.accuracy, 2))
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
