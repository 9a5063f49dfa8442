import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { labelledImages } from "../../../lib/data/labels/labelled-images";
import type { LabelOptions } from "../../../lib/data/labelled";
import { listFiles } from "../../../lib/data/folders/list-files";
import { onlyFolder } from "../../../lib/data/folders/only-folder";
import { grey, temporary } from "../made-folder";

/** A folder as people have it, and what is right of it: images per class and patients, or why it is refused. */
export interface Case {
  readonly name: string;
  /** Paths of images; a text stands for a table. */
  readonly images: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly options?: LabelOptions;
  /** The sub-folder that is given as data; all by default. */
  readonly given?: string;
  readonly right: Readonly<Record<string, number>> | RegExp;
  /** Different patients; none by default. */
  readonly groups?: number;
  /** Images of each part of the split that the data set brings; none unless that split is kept. */
  readonly parts?: Readonly<Record<string, number>>;
  /** Images without a patient where others have one; none by default. */
  readonly ungrouped?: number;
  /** Images that are left out, as nothing labels them; not compared by default. */
  readonly unlabelled?: number;
  /** Masks that are left out; none by default. */
  readonly masks?: number;
  /** Each expression fits one of the notes; no notes by default. */
  readonly notes?: readonly RegExp[];
}

/** 0, 1 ... n - 1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** `n` images in each place. */
export const per = (places: readonly string[], n: number, name = "i"): string[] =>
  places.flatMap((place, k) => range(n).map((i) => `${place}/${name}${k}_${i}.png`));
/** Paths of every combination of names, level by level. */
export const cross = (...levels: readonly (readonly string[])[]): string[] =>
  levels.reduce<string[]>(
    (paths, names) => paths.flatMap((path) => names.map((name) => (path === "" ? name : `${path}/${name}`))),
    [""],
  );

const pictures = range(40).map((i) => grey(i * 3 + 1));

/** Writes a case's files; equal names hold equal pictures only where they are told to be copies. */
async function drawn({ images, files = {} }: Case, equal = false): Promise<string> {
  const folder = temporary();
  const put = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  for (const [i, file] of images.entries()) {
    const number = equal ? Number(/(\d+)\.\w+$/.exec(file)?.[1] ?? 0) : i;
    put(file, (await pictures[number % pictures.length])!);
  }
  for (const [file, content] of Object.entries(files)) put(file, content);
  return folder;
}

/**
 * Reads a case and compares it with what is right.
 * @param equal files of equal numbers hold equal pictures
 */
export async function verifyCase(one: Case, equal = false): Promise<void> {
  const folder = join(await drawn(one, equal), one.given ?? "");
  const reading = (): ReturnType<typeof labelledImages> =>
    labelledImages(onlyFolder(listFiles(folder), one.options?.onlyFolder ?? ""), one.options);
  if (one.right instanceof RegExp) {
    expect(reading).toThrow(one.right);
    return;
  }
  const { images, without, rows, groupsFrom, ...read } = reading();
  const notes = groupsFrom?.note === undefined ? read.notes : [...read.notes, groupsFrom.note];
  const count = (words: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
    return counts;
  };
  expect(count(images.map(({ label }) => label))).toEqual(one.right);
  expect(count(images.flatMap(({ part = "" }) => (part === "" ? [] : [part])))).toEqual(one.parts ?? {});
  expect(listFiles(folder).masks.size).toBe(one.masks ?? 0);
  if (one.unlabelled !== undefined) expect(without).toHaveLength(one.unlabelled);
  const groups = images.flatMap(({ group }) => (group === undefined ? [] : [group]));
  expect(new Set(groups).size).toBe(one.groups ?? 0);
  if (one.groups !== undefined) expect(groups).toHaveLength(images.length - (one.ungrouped ?? 0));
  expect(notes).toHaveLength(one.notes?.length ?? 0);
  for (const [i, note] of notes.entries()) expect(note).toMatch(one.notes![i]!);
  // what a note says stands in the table of what was read, too: in a row of its own or in that of the patients
  expect(rows.length + (groupsFrom === undefined ? 0 : 1)).toBeGreaterThanOrEqual(notes.length);
}
