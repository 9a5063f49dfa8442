import { basename } from "node:path";
import { fail, groupBy, formatList } from "../core";
import type { LabelRow, LabelTable } from "./label-table";
import type { Labelled } from "./labelled";
import type { Listing } from "./list-files";
import { stemOf } from "./stem-of";

/**
 * Finds the image of each row of a labels table. An id may be a path, a file's name with or without its ending, or its
 * number without leading zeros (Kaggle's head-CT set: id 7 is head_ct/head_ct/007.png).
 *
 * @throws InputError when a label has no image, an id fits several images, or an image has two labels or two groups
 */
export function labelsByTable({ folder, images }: Listing, table: LabelTable): Labelled {
  const find = finder(images);
  const found = new Map<string, LabelRow>();
  const missing: string[] = [];
  const conflicts: string[] = [];
  let repeated = 0;
  for (const row of table.rows) {
    const { id, label, group, line } = row;
    const files = find(id);
    const [file] = files;
    if (file === undefined) missing.push(`"${id}" (line ${line})`);
    else if (files.length > 1) conflicts.push(`"${id}" (line ${line}) fits ${formatList(files)}`);
    else {
      const before = found.get(file);
      if (!before) found.set(file, row);
      else if (before.group !== group)
        conflicts.push(
          `"${id}" is in group "${before.group ?? ""}" (line ${before.line}) and "${group ?? ""}" (line ${line})`,
        );
      else if (before.label === label) repeated++;
      else conflicts.push(`"${id}" is "${before.label}" (line ${before.line}) and "${label}" (line ${line})`);
    }
  }
  const action = `match ${table.file} with the images in ${folder}`;
  if (missing.length > 0)
    fail(
      action,
      `${missing.length} of ${table.rows.length} labels have no image: ${formatList(missing)}`,
      "an image file for each id",
      "Add these images, or delete these lines from a copy of the table.",
    );
  if (conflicts.length > 0)
    fail(action, formatList(conflicts), "one image, one label and one group per id", "Correct these lines.");
  return {
    images: images.flatMap((file) => {
      const row = found.get(file);
      return row
        ? [{ file, label: row.label, group: row.group, where: `${table.file} line ${row.line}` }]
        : [];
    }),
    without: images.filter((file) => !found.has(file)),
    heading: table.heading,
    table: table.file,
    repeated,
    notes: [],
  };
}

/** Looks an id up as a path, a path without its ending, a file's name, the name without ending, without leading zeros. */
function finder(images: readonly string[]): (id: string) => readonly string[] {
  const stem = (path: string): string => path.slice(0, path.length - basename(path).length) + stemOf(path);
  const bare = (path: string): string => stemOf(path).replace(/^0+(?=\d)/, "");
  const forms = [(p: string) => p, stem, (p: string) => basename(p), stemOf, bare];
  const maps = forms.map((form) => groupBy(images, form));
  return (id) => {
    const path = id.replace(/\\/g, "/").replace(/^\.\//, "");
    for (const map of maps) {
      const files = map.get(path);
      if (files) return files;
    }
    return maps[4]?.get(path.replace(/^0+(?=\d)/, "")) ?? [];
  };
}
