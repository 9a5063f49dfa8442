import { join } from "node:path";
import { expect } from "vitest";
import { dataSource, type Dataset } from "../../../lib/data";
import type { FolderOptions } from "../../../lib/data/read-folder";
import { made } from "../made-folder";
import { range } from "./verify-case";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder or file as people have it, and what reading it gives: images per class, groups, values, notes; or a refusal. */
export interface Reading {
  readonly name: string;
  readonly files: Files | (() => Promise<Files>);
  readonly options?: Partial<FolderOptions>;
  /** The file or sub-folder that is given as data; the folder by default. */
  readonly given?: string;
  /** Images per class, or the refusal. */
  readonly right: Readonly<Record<string, number>> | RegExp;
  /** The positive class. */
  readonly positive?: string;
  /** Different groups; none by default. */
  readonly groups?: number;
  readonly parts?: Readonly<Record<string, number>>;
  /** First grey levels of images, by id. */
  readonly begins?: Readonly<Record<string, readonly number[]>>;
  readonly notes?: readonly RegExp[];
}

/** Files of numbers 0 to n - 1. */
export const each = (n: number, make: (i: number) => readonly [string, string | Uint8Array]): Files =>
  Object.fromEntries(range(n).map(make));

/** The class of a numbered file: normal and tumor by turns. */
export const placeOf = (i: number): string => (i % 2 ? "tumor" : "normal");

async function read({ files, options = {}, given = "" }: Reading): Promise<Dataset> {
  const folder = made(typeof files === "function" ? await files() : files);
  return dataSource(join(folder, given)).read({ images: 200, seed: 1, positive: "auto", ...options });
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Reads a case and compares it with what is right. */
export async function verifyReading(one: Reading): Promise<void> {
  if (one.right instanceof RegExp) {
    await expect(read(one)).rejects.toThrow(one.right);
    return;
  }
  const { slices, classes, positive, warnings } = await read(one);
  expect(count(slices.map(({ label }) => classes[label]!))).toEqual(one.right);
  if (one.positive !== undefined) expect(classes[positive!]).toBe(one.positive);
  expect(new Set(slices.map(({ id }) => id)).size).toBe(slices.length);
  const groups = slices.flatMap(({ group = "" }) => (group === "" ? [] : [group]));
  expect(new Set(groups).size).toBe(one.groups ?? 0);
  expect(count(slices.flatMap(({ part }) => part ?? []))).toEqual(one.parts ?? {});
  for (const [id, values] of Object.entries(one.begins ?? {})) {
    const slice = slices.find((s) => s.id === id);
    expect([...(slice?.grey.subarray(0, values.length) ?? [])], id).toEqual(values);
  }
  const notes = warnings.filter(
    (note) =>
      !/(have|has) almost no contrast|(have|has) at most 4 levels|(are|is) white in more|black and white|equal to another pixel by pixel/.test(
        note,
      ),
  );
  expect(notes).toHaveLength(one.notes?.length ?? 0);
  for (const [i, note] of notes.entries()) expect(note).toMatch(one.notes![i]!);
}
