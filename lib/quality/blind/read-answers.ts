import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fail } from "../../core/errors";
import { parseTable, type Table } from "../../data/tables/parse-table";
import type { BlindReading, RealOrSynthetic } from "./blind-reading";

/** What one person said about the images of a blind reading. */
export interface Answers {
  readonly reader: string;
  /** By index of the image, from 0; undefined where nothing was said. */
  readonly kinds: readonly (RealOrSynthetic | undefined)[];
}

const words: Readonly<Record<string, RealOrSynthetic>> = {
  real: "real",
  r: "real",
  synthetic: "synthetic",
  s: "synthetic",
};

/**
 * The answers of all readers: every CSV file of a folder, as the form saves them or made by hand with the columns
 * `image` (number from 1) and `answer` (real or synthetic, or r and s), optionally `reader` and `set`.
 *
 * Answers to another set of images, of an earlier training, are left out, which is printed.
 *
 * @param folder may be absent: then nobody has answered yet
 * @returns by reader; one without a column `reader` is named after the file
 * @throws InputError that names the file and line of an answer that cannot be used
 */
export function readAnswers(folder: string, { set, key }: Pick<BlindReading, "set" | "key">): Answers[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((f) => /\.csv$/i.test(f)) : [];
  const byReader = new Map<string, (RealOrSynthetic | undefined)[]>();
  for (const file of files.sort()) {
    const path = join(folder, file);
    for (const { reader, image, kind, line } of rowsOf(path, parseTable(path), { set, count: key.length })) {
      const kinds =
        byReader.get(reader) ?? new Array<RealOrSynthetic | undefined>(key.length).fill(undefined);
      const before = kinds[image - 1];
      if (before !== undefined && before !== kind)
        refuse(path, line, `"${reader}" calls image ${image} ${kind}, and before ${before}`, "one answer");
      kinds[image - 1] = kind;
      byReader.set(reader, kinds);
    }
  }
  return [...byReader].map(([reader, kinds]) => ({ reader, kinds }));
}

/**
 * Answers typed into a cell: one letter per image in their order, r (real), s (synthetic) or - (no answer); spaces and
 * line breaks are free.
 * @throws InputError for another letter or number of letters
 */
export function typedAnswers(text: string, { key }: Pick<BlindReading, "key">, reader = "typed"): Answers {
  const letters = [...text.replace(/\s/g, "").toLowerCase()];
  const strange = letters.find((letter) => letter !== "-" && !(letter in words));
  if (strange !== undefined || letters.length !== key.length)
    fail(
      "read the typed answers",
      strange === undefined ? `${letters.length} letters` : `the letter "${strange}"`,
      `${key.length} letters, one per image: r, s or -`,
      "Correct the text in the cell.",
    );
  return { reader, kinds: letters.map((letter) => words[letter]) };
}

function* rowsOf(
  path: string,
  { headings, rows }: Table,
  { set, count }: { readonly set: string; readonly count: number },
) {
  const column = (name: string): number => headings.findIndex((h) => h.toLowerCase() === name);
  const [image, answer, reader, ofSet] = [column("image"), column("answer"), column("reader"), column("set")];
  if (image < 0 || answer < 0)
    fail(
      `read the answers in ${path}`,
      `the columns ${headings.map((h) => `"${h}"`).join(", ")}`,
      'columns "image" and "answer"',
      "Name the columns like that, or use the file that the form saves.",
    );
  const others = new Set<string>();
  for (const { cells, line } of rows) {
    const said = cells[answer]!.toLowerCase();
    if (said === "") continue;
    if (ofSet >= 0 && cells[ofSet] !== set) {
      others.add(cells[ofSet] ?? "");
      continue;
    }
    const number = Number(cells[image]);
    if (!(Number.isInteger(number) && number >= 1 && number <= count))
      refuse(path, line, `image "${cells[image]}"`, `a number from 1 to ${count}`);
    const kind = words[said] ?? refuse(path, line, `the answer "${cells[answer]}"`, "real or synthetic");
    const name = (reader >= 0 ? cells[reader] : "") || basename(path).replace(/\.csv$/i, "");
    yield { reader: name, image: number, kind, line };
  }
  if (others.size > 0)
    console.log(`${path}: left out, it answers other images (set ${[...others].join(", ")}, here ${set})`);
}

function refuse(path: string, line: number, found: string, expected: string): never {
  return fail(`read the answers in ${path}`, `line ${line} has ${found}`, expected, "Correct that line.");
}
