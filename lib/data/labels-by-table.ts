import { fail, formatList } from "../core";
import { patientLevel } from "./folder-levels";
import { foldersOf } from "./folder-words";
import type { ImageFinder } from "./image-finder";
import type { LabelRow, LabelTable } from "./label-table";
import type { Labelled } from "./labelled";
import type { Listing } from "./list-files";
import { leftOut } from "./reading-row";

/**
 * Finds the image of each row of a labels table (see `imageFinder`).
 *
 * @param missingIs "skipped" leaves rows without an image out, with a note
 * @throws InputError when a label has no image, an id fits several images, or an image has two labels or two groups
 */
export function labelsByTable(
  { folder, images }: Listing,
  table: LabelTable,
  find: ImageFinder,
  missingIs: "refused" | "skipped",
): Labelled {
  const found = new Map<string, LabelRow>();
  const overlooked = new Map<string, number>();
  const missing: string[] = [];
  const conflicts: string[] = [];
  let repeated = 0;
  for (const row of table.rows) {
    const { id, label, group, line } = row;
    const { files, overlooked: difference } = find(id);
    const [file] = files;
    if (file === undefined) missing.push(`"${id}" (line ${line})`);
    else if (files.length > 1) conflicts.push(`"${id}" (line ${line}) fits ${formatList(files)}`);
    else {
      const before = found.get(file);
      if (difference !== undefined) overlooked.set(difference, (overlooked.get(difference) ?? 0) + 1);
      if (!before) found.set(file, row);
      else if (difference !== undefined && before.id !== id)
        conflicts.push(`"${before.id}" (line ${before.line}) and "${id}" (line ${line}) both fit ${file}`);
      else if (before.group !== group)
        conflicts.push(
          `"${id}" is in group "${before.group ?? ""}" (line ${before.line}) and "${group ?? ""}" (line ${line})`,
        );
      else if (before.label === label) repeated++;
      else conflicts.push(`"${id}" is "${before.label}" (line ${before.line}) and "${label}" (line ${line})`);
    }
  }
  const action = `match ${table.file} with the images in ${folder}`;
  if (missing.length > 0 && missingIs === "refused")
    fail(
      action,
      `${missing.length} of ${table.rows.length} labels have no image: ${formatList(missing)}`,
      "an image file for each id",
      "Add these images, delete these lines from a copy of the table, or use what is there: --set data.missing=skip.",
    );
  if (conflicts.length > 0)
    fail(action, formatList(conflicts), "one image, one label and one group per id", "Correct these lines.");
  const hasGroups = table.rows.some(({ group }) => group !== undefined);
  const patients = hasGroups ? undefined : patientLevel([...found.keys()]);
  return {
    images: images.flatMap((file) => {
      const row = found.get(file);
      if (!row) return [];
      const group = patients === undefined ? row.group : foldersOf(file)[patients];
      return [{ file, label: row.label, group, where: `${table.file} line ${row.line}` }];
    }),
    without: images.filter((file) => !found.has(file)),
    heading: table.heading,
    table: table.file,
    repeated,
    notes: [
      ...table.notes,
      ...(patients === undefined ? [] : ["the folders that are numbered as patients are taken as patients"]),
      ...(missing.length > 0
        ? [
            `${missing.length} of ${table.rows.length} rows of ${table.file} have no image, left out: ${formatList(missing)}`,
          ]
        : []),
      ...[...overlooked].map(([what, n]) => `${n} images found by overlooking ${what}`),
    ],
    labelsFrom: table.labelsFrom,
    groupsFrom: patients === undefined ? table.groupsFrom : "sub-folders that are numbered as patients",
    rows: [
      ...(table.unused.length > 0
        ? [{ what: "not used", value: `${table.unused.length} columns`, how: formatList(table.unused, 12) }]
        : []),
      ...leftOut(`rows of ${table.file} without an image`, missing),
      ...[...overlooked].map(([what, n]) => ({
        what: "ids of the table",
        value: `${n} fit`,
        how: `overlooking ${what}`,
      })),
    ],
  };
}
