import { impliedPrevalence, isShareOf, paperTable, type PaperRow } from "../evaluation/paper-table";
import { escapeHtml } from "../figures/escape-html";
import { formatPercent } from "../figures/format-number";
import { rateNames, type RateName, type ReportArm } from "./metrics";

/**
 * The paper's Table 1 beside this run's, and what of the paper's numbers cannot be.
 * @param testImages how many images the paper says it tested on
 */
export function tableOne(arms: readonly ReportArm[], testImages = 22): string {
  const names = [...new Set([...paperTable.map((p) => p.arm), ...arms.map((a) => a.name)])];
  const body = names.map((name) => {
    const ours = arms.find((a) => a.name === name);
    const theirs = paperTable.find((p) => p.arm === name);
    const cells = rateNames.map(
      (rate) => `<td>${ourCell(ours, rate)}</td><td>${theirs ? theirs[rate].toFixed(4) : "–"}</td>`,
    );
    return `<tr><th scope="row">${escapeHtml(name)}</th><td>${ours?.n ?? "–"}</td>${cells.join("")}</tr>`;
  });
  const heads = rateNames.map((rate) => `<th scope="colgroup" colspan="2">${rate}</th>`);
  const pairs = rateNames.map(() => '<th scope="col">here</th><th scope="col">paper</th>');
  return `<div class="wide"><table class="rates"><caption>Table 1: here with 95 % intervals, and the paper's</caption><thead><tr><th scope="col" rowspan="2">arm</th><th scope="col" rowspan="2">trained on</th>${heads.join("")}</tr><tr>${pairs.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>${remarks(testImages)}`;
}

function ourCell(arm: ReportArm | undefined, name: RateName): string {
  const rate = arm?.rates[name];
  if (rate === undefined) return "–";
  const bounds = rate.interval
    ? `${rate.interval.low.toFixed(2)}–${rate.interval.high.toFixed(2)}`
    : "no interval";
  const counts = rate.n === undefined ? "" : `${rate.successes}/${rate.n} = `;
  return `${counts}${rate.value.toFixed(2)}<br><small>${bounds}</small>`;
}

function remarks(testImages: number): string {
  const cannot = paperTable.filter((row) => isOutside(impliedPrevalence(row)));
  const noShare = paperTable.filter((row) => !isShareOf(row.accuracy, testImages));
  const sentences = [
    ...cannot.map(
      (row) =>
        `the accuracy of its row “${row.arm}”, ${formatPercent(row.accuracy, 2)}, does not lie between its sensitivity and specificity, as every accuracy must`,
    ),
    ...(noShare.length > 0 ? [`${listed(noShare)} are no number of right answers out of ${testImages}`] : []),
  ];
  return sentences.length === 0
    ? ""
    : `<p>The paper's numbers are not a target: ${escapeHtml(sentences.join("; "))}.</p>`;
}

const isOutside = (share: number): boolean => !(share >= 0 && share <= 1);
const listed = (rows: readonly PaperRow[]): string =>
  rows
    .map((r) => formatPercent(r.accuracy, 2))
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
