import { fail, readJson } from "../core";
import type { ImageSet, SealedTest } from "./image-set";
import { readPart, missingPartRemedy, type PartRecord } from "./part-file";

/**
 * Opens the test set: for lib/evaluation only, after every classifier is finished. A test of the repository holds that
 * nothing else imports this file.
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
  return readPart(sealed.file, "test", record);
}
