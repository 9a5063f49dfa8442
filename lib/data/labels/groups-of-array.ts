import { fail, formatList } from "../../core";
import { imageWord } from "../formats/numpy";
import { groupOf } from "../tables/group-of";
import { isGroupHeading } from "../tables/heading-words";
import { namePatients } from "../tables/name-patients";
import { plainHeading } from "../tables/parse-table";

/** The patients of one array of images, and the array that names them. */
export interface GroupsOfArray {
  readonly from: string;
  /** One per image; undefined where a value names nobody. */
  readonly groups: readonly (string | undefined)[];
  readonly notes: readonly string[];
}

/**
 * What an array is called beside one of images: "patient_id" for train_patient_id beside train_images, and for patient_id
 * beside X; undefined where it belongs to other images.
 */
export function calledBeside(name: string, images: string): string | undefined {
  const [before = "", after = ""] = images
    .toLowerCase()
    .split(imageWord.exec(images)?.[0].toLowerCase() ?? images);
  const lower = name.toLowerCase();
  if (!lower.startsWith(before) || !lower.endsWith(after) || lower.length <= before.length + after.length)
    return undefined;
  const called = name.slice(before.length, name.length - after.length);
  return isGroupHeading(called) ? called : called.replace(/s$/i, "");
}

/** Whether an array beside one of images is called as patients are, or as `data.groupColumn` says. */
export function mayNamePatients(name: string, images: string, groupColumn: string): boolean {
  const called = calledBeside(name, images);
  if (groupColumn !== "")
    return [name, called].some((one) => plainHeading(one ?? "") === plainHeading(groupColumn));
  return called !== undefined && isGroupHeading(called);
}

/**
 * The patients that an array beside the images names: one value per image, a number or a text, called as a table's column
 * of patients is, or as `data.groupColumn` says.
 *
 * @param rest arrays that are neither images nor labels
 * @param read an array's values; undefined where they are no numbers or texts
 * @throws InputError when the array that is named or found has no value per image
 */
export function groupsOfArray(
  action: string,
  { images, count }: { readonly images: string; readonly count: number },
  rest: readonly string[],
  groupColumn: string,
  read: (name: string) => readonly string[] | undefined,
): GroupsOfArray | undefined {
  const found = rest.filter((name) => mayNamePatients(name, images, groupColumn));
  const values = found.map((name) => {
    const cells = read(name);
    if (cells?.length !== count)
      fail(
        action,
        `${name} holds ${cells === undefined ? "no numbers or texts of one axis" : `${cells.length} values`}, and ${images} ${count} images`,
        "one patient per image",
        `Save ${name} as an array of one number or text per image.`,
      );
    return cells;
  });
  const headings = found.map((name) => (groupColumn === "" ? calledBeside(name, images)! : groupColumn));
  const rows = Array.from({ length: count }, (_, i) => ({
    cells: values.map((cells) => cells[i]!),
    line: i,
  }));
  const at = groupOf({ headings, rows }, -1, groupColumn);
  if (at === undefined) return undefined;
  return { from: found[at]!, ...namePatients(`array ${found[at]!}`, values[at]!) };
}

/** Refuses `data.groupColumn` that names no array. */
export function refuseUnknownArray(
  files: readonly string[],
  groupColumn: string,
  names: readonly string[],
): never {
  return fail(
    `use data.groupColumn "${groupColumn}"`,
    `${formatList(files)} ${files.length > 1 ? "have" : "has"} no such array beside the images`,
    formatList(names, 20),
    "Correct data.groupColumn.",
  );
}
