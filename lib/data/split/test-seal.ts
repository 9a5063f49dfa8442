import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fail, readJson } from "../../core";
import type { ImageSet, SealedTest } from "../image-set";
import { readPart, missingPartRemedy, type PartRecord } from "./part-file";

/**
 * Opens the test set: for lib/evaluation only, after every classifier is finished. A test of the repository holds that
 * nothing else imports this file. Every opening is written down beside the images and counted by `countOpenings`.
 *
 * @throws InputError when the file is missing, changed, or holds the test of another split
 */
export function openTest(sealed: SealedTest): ImageSet<"test"> {
  const record = readJson<PartRecord>(sealed.file.replace(/\.f32$/, ".json"), missingPartRemedy);
  const other = record.foldId !== sealed.foldId || record.ids.join("\n") !== sealed.ids.join("\n");
  if (other)
    fail(
      `open the test set of split ${sealed.foldId}`,
      `${sealed.file} holds that of split ${record.foldId}`,
      "the same split",
      "Run the notebooks again from 01-preprocess.",
    );
  const test = readPart(sealed.file, "test", record);
  appendFileSync(openingsFile(sealed), `${sealed.foldId}\n`); // one line each: processes that open at once lose none
  return test;
}

/** Times that the test of this split was opened in its folder, from all notebooks and processes; 0 before the first. */
export function countOpenings(sealed: SealedTest): number {
  const file = openingsFile(sealed);
  if (!existsSync(file)) return 0;
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((foldId) => foldId === sealed.foldId).length;
}

const openingsFile = ({ file }: SealedTest): string => file.replace(/\.f32$/, "-openings.txt");
