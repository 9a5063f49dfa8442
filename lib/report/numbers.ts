import type { Json } from "../core";
import { escapeHtml } from "../figures/escape-html";
import { formatCell, tableHtml, type Cell } from "../figures/table-html";
import { metricLabels } from "../quality/metric-record";

type JsonObject = { readonly [key: string]: Json };

const object = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];
const number = (value: Json | undefined): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** Words for keys of metrics.json that do not say enough by themselves; those of sample metrics come with them. */
const known: Readonly<Record<string, string>> = {
  ...metricLabels,
  tp: "true positives",
  fp: "false positives",
  tn: "true negatives",
  fn: "false negatives",
  confusion: "answers, a bracket a true class",
  foldId: "split",
  data: "Data set",
  split: "Split",
  gans: "GANs",
  samples: "Samples",
  tsne: "t-SNE",
  arms: "Arms",
};

/**
 * A part of metrics.json as HTML, whatever it holds: a table of names and values; a list of records as one column each.
 */
export function numbersHtml(value: Json | undefined, caption: string): string {
  const records = list(value).map(object);
  if (records.length > 0 && records.every((r) => Object.keys(r).length > 0))
    return recordsHtml(records, words(caption));
  const flat = flattened(object(value));
  const nested = Object.entries(object(value)).filter(([, v]) => isRecords(v));
  const rows = [...flat].map(([name, cell]) => [name, formatCell(cell)]);
  const own =
    rows.length === 0 ? "" : boxed(tableHtml(columns(["measure", "value"], false), rows, words(caption)));
  return own + nested.map(([name, v]) => numbersHtml(v, name)).join("");
}

/** Keys that name a record, and one that the report says elsewhere. */
const titles = ["name", "class", "label", "arm", "attribute", "features"];
const saidAbove = "answer";

/** Few records: one column each; many: one row each. */
function recordsHtml(records: readonly JsonObject[], caption: string): string {
  const title = titles.find((key) => records.every((r) => key in r));
  const kept = (r: JsonObject) => Object.entries(r).filter(([key]) => key !== title && key !== saidAbove);
  const flats = records.map((r) => flattened(Object.fromEntries(kept(r))));
  const names = [...new Set(flats.flatMap((f) => [...f.keys()]))];
  const heads = records.map((r, i) => (title === undefined ? String(i + 1) : String(r[title])));
  const cells = flats.map((f) => names.map((name) => formatCell(f.get(name))));
  if (records.length > Math.max(3, names.length)) {
    const rows = cells.map((row, i) => [heads[i] ?? "", ...row]);
    return boxed(tableHtml(columns([title ?? "", ...names], true), rows, words(caption)));
  }
  const rows = names.map((name, i) => [name, ...cells.map((row) => row[i] ?? "")]);
  return boxed(tableHtml(columns(["measure", ...heads], true), rows, words(caption)));
}

const columns = (names: readonly string[], isNumeric: boolean) =>
  names.map((name, i) => ({ name, isNumeric: isNumeric && i > 0 }));
const boxed = (table: string): string => `<div class="wide">${table}</div>`;
const isRecords = (value: Json): boolean =>
  list(value).length > 0 && list(value).every((v) => Object.keys(object(v)).length > 0);

function flattened(record: JsonObject, path: readonly string[] = []): Map<string, Cell> {
  const out = new Map<string, Cell>();
  for (const [key, value] of Object.entries(record)) {
    const at = [...path, key];
    const inner = object(value);
    const ranged = { value: number(inner["value"]), low: number(inner["low"]), high: number(inner["high"]) };
    if (ranged.value !== undefined && ranged.low !== undefined && ranged.high !== undefined)
      out.set(named(at), { value: ranged.value, low: ranged.low, high: ranged.high });
    else if (Object.keys(inner).length > 0) for (const [k, v] of flattened(inner, at)) out.set(k, v);
    else if (Array.isArray(value)) {
      if (!isRecords(value)) out.set(named(at), listText(list(value)));
    } else if (typeof value !== "object" || value === null) out.set(named(at), value);
  }
  return out;
}

function listText(items: readonly Json[]): string {
  const texts = items.map((v) => formatCell(typeof v === "object" ? JSON.stringify(v) : v));
  if (texts.length <= 8) return texts.length === 0 ? "none" : texts.join(", ");
  return typeof items[0] === "number"
    ? `${texts.length} values, the last ${texts.at(-1)}`
    : `${texts.slice(0, 8).join(", ")} … (${texts.length})`;
}

const named = (path: readonly string[]): string => path.map(words).join(": ");
const words = (key: string): string =>
  known[key] ?? key.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

/** A list of texts as HTML. */
export function listHtml(items: readonly string[]): string {
  return `<ul>${items.map((t) => `<li>${escapeHtml(t)}</li>`).join("")}</ul>`;
}
