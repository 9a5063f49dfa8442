import { fail, formatList, groupBy } from "../../core";
import { findingsOf, plainFinding } from "./findings-of";
import { isAbsent } from "./is-absent";
import { plainHeading, type Table } from "./parse-table";

/**
 * Adds a column for one finding of a column whose cells hold several (`Edema|Mass`), or of rows that repeat an image for
 * each of its findings: 1 where it is among them, 0 where it is not; empty where the cell says nothing,
 * as `NA` or `?` (see `isAbsent`). Such rows become one.
 *
 * @param finding name of the new column; a table with a column of that name, or without the finding, stays as it is
 * @param id column of the images' ids
 * @throws InputError when several columns hold the finding
 */
export function widenByFinding(table: Table, finding: string, id: number): Table {
  const { headings, rows } = table;
  const wanted = plainHeading(finding);
  if (wanted === "" || headings.some((heading) => plainHeading(heading) === wanted)) return table;
  const sought = plainFinding(finding);
  const ids = rows.map(({ cells }) => cells[id] ?? "");
  const holding: { readonly at: number; readonly values: readonly FindingValue[] }[] = [];
  for (const at of headings.keys()) {
    if (at === id) continue;
    const cells = rows.map((row) => row.cells[at] ?? "");
    const findings =
      findingsOf(cells) ?? (differsPerImage(ids, cells) ? cells.map((cell) => [cell]) : undefined);
    const values = findings?.map((some, i) => valueOf(cells[i]!, some, sought));
    if (values?.includes("1")) holding.push({ at, values });
  }
  const [first, ...others] = holding;
  if (!first) return table;
  if (others.length > 0)
    fail(
      `use data.labelColumn "${finding}"`,
      `the columns ${formatList(holding.map(({ at }) => `"${headings[at]!}"`))} hold that finding`,
      "one column of findings",
      "Write a column of 0 and 1 for it, and name that.",
    );
  return withFinding(table, finding, ids, first.values);
}

/** Whether an image has a finding; empty: not said. In this order one row more can only raise it. */
type FindingValue = "" | "0" | "1";

/** @param sought as `plainFinding` writes it */
function valueOf(cell: string, findings: readonly string[], sought: string): FindingValue {
  if (findings.some((one) => plainFinding(one) === sought)) return "1";
  return isAbsent(cell) || (findings.length > 0 && findings.every(isAbsent)) ? "" : "0";
}

/** A table with a row per image and a column more: 1 where a row of the image has the finding. */
function withFinding(
  { headings, rows }: Table,
  finding: string,
  ids: readonly string[],
  values: readonly FindingValue[],
): Table {
  const merged = new Map<string, { cells: string[]; line: number }>();
  for (const [i, row] of rows.entries()) {
    const value = values[i]!;
    const earlier = merged.get(ids[i]!);
    if (!earlier) merged.set(ids[i]!, { cells: [...row.cells, value], line: row.line });
    else if (value > earlier.cells[headings.length]!) earlier.cells[headings.length] = value;
  }
  return { headings: [...headings, finding], rows: [...merged.values()] };
}

/** Whether rows of one image have different texts in a column: a row per finding. */
function differsPerImage(ids: readonly string[], cells: readonly string[]): boolean {
  const first = new Map<string, string>();
  return ids.some((id, i) => {
    const cell = cells[i]!;
    const before = first.get(id) ?? cell;
    first.set(id, before);
    return before !== cell && /\p{L}/u.test(cell);
  });
}

/** Asks for one finding of a column whose cells hold several, by an InputError that counts them. */
export function askForFinding(file: string, heading: string, { headings, rows }: Table): never {
  const at = headings.indexOf(heading);
  const cells = rows.map((row) => row.cells[at] ?? "");
  const findings = findingsOf(cells) ?? [];
  if (findings.every(isCode))
    refuseCodes(`column "${heading}" of ${file}`, cells[0] ?? "", rows[0]?.line ?? 0);
  const first = findings.findIndex((some) => some.length > 1);
  const spellings = groupBy(findings.flat(), plainFinding);
  const counts = [...spellings.values()].map((some) => [some[0]!, some.length] as const);
  const sorted = counts.sort(([, a], [, b]) => b - a);
  const example = sorted.find(([one]) => !/^(no|normal|healthy)\b/i.test(one))?.[0] ?? sorted[0]?.[0] ?? "";
  return fail(
    `use column "${heading}" of ${file}`,
    `a cell holds several findings: "${cells[first] ?? ""}" (line ${rows[first]?.line ?? 0}); there are ${formatList(
      sorted.map(([one, n]) => `${one} (${n})`),
      30,
    )}`,
    "one class per image",
    `Name the finding to tell from all others: --set "data.labelColumn=${example}" for example. If such a cell names a class of its own, give it a name without the others in a copy of the table, such as "mixed".`,
  );
}

/** Whether a cell is a list of 0 and 1, `[1, 0, 0]`, each place of which stands for a class or finding. */
function isCode(findings: readonly string[]): boolean {
  return findings.length > 1 && findings.every((one) => /^[01]([.]0+)?$/.test(one));
}

/** Refuses such lists: nothing says which class a place stands for. */
function refuseCodes(column: string, cell: string, line: number): never {
  return fail(
    `use ${column}`,
    `its cells are lists of 0 and 1, "${cell}" (line ${line}), and nothing says what each place stands for`,
    "one class per image",
    "Name a column that holds the classes in words, if there is one, by data.labelColumn; else add one to a copy of the table.",
  );
}
