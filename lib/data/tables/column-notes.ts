import { countOf, formatList, groupBy } from "../../core";
import { isChoiceColumn } from "./choice-kind";
import { isUnique, valuesAt } from "./column-called";
import { isCoarser } from "./group-of";
import {
  endsAsId,
  isExaminationHeading,
  isGroupHeading,
  isOtherHeading,
  isPeopleHeading,
} from "./heading-words";
import { isNobody } from "./name-patients";
import { plainHeading, type Table } from "./parse-table";
import type { TableColumns } from "./table-columns";

/** Headings of sites. */
const site =
  /^(site|cent(er|re)|hospital|institution|institute|clinic|standort|zentrum|klinik|klinikum|centro|sitio|site(id|no|code|name)|cent(er|re)(id|no|code|name)|hospital(id|name)|hopital|ospedale|sede)$/;

/** Which columns of a table were used and which not, where there are more than two; and questions on those that may name patients. */
export function columnNotes(
  file: string,
  { headings, rows }: Table,
  { id, labels, group }: TableColumns,
  parts: number | undefined,
): string[] {
  if (headings.length <= 2) return [];
  const named = (at: number): string => `"${headings[at]!}"`;
  const read = new Set([id, group, parts, ...labels]);
  const unused = headings.flatMap((heading, at) =>
    read.has(at) || isChoiceColumn(heading, valuesAt({ headings, rows }, at)) ? [] : [at],
  ); // what becomes of images to be left out is said apart
  const used = [
    `${named(id)} names the images`,
    `${formatList(labels.map(named), 12)} the classes`,
    ...(group === undefined ? [] : [`${named(group)} the patients`]),
    ...(parts === undefined ? [] : [`${named(parts)} the parts`]),
  ];
  const left = unused.length > 0 ? `; not used: ${formatList(unused.map(named), 12)}` : "";
  const different = (at: number): number => new Set(rows.map(({ cells }) => cells[at])).size;
  const isShared = (at: number): boolean =>
    (endsAsId(headings[at]!) ? different(at) + 1 : 2 * different(at)) <= rows.length;
  const perhaps = unused.filter(
    (at) => different(at) >= (isGroupHeading(headings[at]!) ? 3 : 5) && isShared(at),
  );
  const table = { headings, rows };
  const isAsked = (at: number): boolean =>
    (group === undefined && (!isOtherHeading(headings[at]!) || endsAsId(headings[at]!))) ||
    (group !== undefined &&
      !isPeopleHeading(headings[group]!) &&
      !isOtherHeading(headings[at]!) &&
      isCoarser(table, at, group));
  return [
    `${file}: ${used.join(", ")}${left}`,
    ...perhaps
      .filter(isAsked)
      .slice(0, 3)
      .map(
        (at) =>
          `does column ${named(at)} name patients? It has ${different(at)} values for ${rows.length} rows; if so, add --set "data.groupColumn=${headings[at]!}"`,
      ),
    ...unused
      .filter(
        (at) =>
          group !== undefined &&
          isUnique(valuesAt(table, group)) &&
          isExaminationHeading(headings[at]!) &&
          !isUnique(valuesAt(table, at)),
      )
      .slice(0, 1)
      .map(
        (at) =>
          `column ${named(group!)} differs in each row, though rows share ${named(at)}: does it name images, not patients? Then add --set "data.groupColumn=${headings[at]!}"`,
      ),
    ...unused.flatMap((at) => (group === undefined ? [] : (atSites(table, group, at) ?? []))).slice(0, 1),
  ];
}

/** A note where patients of a table stand at several sites, each of which may count its own. */
function atSites(table: Table, group: number, at: number): string | undefined {
  if (!site.test(plainHeading(table.headings[at]!))) return undefined;
  const places = groupBy(table.rows, ({ cells }) => cells[group]!);
  const torn = [...places].filter(
    ([name, some]) => !isNobody(name) && new Set(some.map(({ cells }) => cells[at])).size > 1,
  );
  if (torn.length === 0) return undefined;
  return `${countOf(torn.length, "patient stands", "patients stand")} at several of "${table.headings[at]!}" (${formatList(
    torn.map(([name]) => `"${name}"`),
    3,
  )}), taken as one patient each: if each site counts its own, write the site into "${table.headings[group]!}", in a copy of the table`;
}
