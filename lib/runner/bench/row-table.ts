import type { Best, RowResult } from "./row-result";

const columns = [
  "row",
  "graft, s",
  "best float32 peer, s",
  "ratio",
  "graft at any precision, s (error)",
  "best peer at any, s (error)",
  "ratio",
  "MiB, graft / peer",
];

export const tableHead = [line(columns), line(columns.map(() => "---"))].join("\n");

/** A row of a Markdown table; its times are minima. */
export function tableRow({
  name,
  min,
  peakMiB,
  bestPeer,
  ratioToBestPeer,
  peers,
  atAnyPrecision,
}: RowResult): string {
  const best = bestPeer === null ? undefined : peers[bestPeer];
  const { ours, peer, ratio } = atAnyPrecision;
  return line([
    `\`${name}\``,
    formatSeconds(min),
    best ? `${bestPeer} ${formatSeconds(best.min)}` : "",
    formatRatio(ratioToBestPeer),
    peer ? withError(formatSeconds(ours.min), ours) : "",
    peer ? withError(`${peer.name} ${formatSeconds(peer.min)}`, peer) : "",
    formatRatio(ratio),
    best ? `${peakMiB} / ${best.peakMiB}` : String(peakMiB),
  ]);
}

/**
 * Rows of several runs as one table: the first run's, with the float32 ratios of the others.
 * @param runs what `--json` wrote, the one to be shown first
 */
export function tableOfRuns(runs: readonly { readonly rows: readonly RowResult[] }[]): string {
  const [first, ...others] = runs;
  const rows = first?.rows ?? [];
  if (others.length === 0) return [tableHead, ...rows.map(tableRow)].join("\n");
  const again = (name: string): string =>
    others
      .flatMap(({ rows }) => rows.filter((row) => row.name === name && row.ratioToBestPeer !== null))
      .map((row) => formatRatio(row.ratioToBestPeer))
      .join(", ");
  const add = (text: string, cell: string): string => `${text} ${cell} |`;
  const [head = "", rule = ""] = tableHead.split("\n");
  const lines = rows.map((row) => add(tableRow(row), again(row.name)));
  return [add(head, "ratio of other runs"), add(rule, "---"), ...lines].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

const withError = (text: string, { error }: Best): string =>
  error === undefined ? text : `${text} (${error.toPrecision(2)})`;

const formatRatio = (ratio: number | null): string => (ratio === null ? "" : ratio.toFixed(2));

const formatSeconds = (seconds: number): string =>
  seconds >= 10 ? seconds.toFixed(1) : seconds >= 1 ? seconds.toFixed(2) : seconds.toFixed(3);
