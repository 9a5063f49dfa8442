import { fail, readJson } from "../../core";
import type { ImageSet, SealedExternal } from "../image-set";
import { readPart, type PartRecord } from "../split/part-file";

/**
 * Opens the external images: for lib/evaluation only, after a classifier is finished. A test of the repository holds that
 * nothing else imports this.
 *
 * @throws InputError when the file is missing, changed, or holds other images
 */
export function openExternal({ ids, file }: SealedExternal): ImageSet<"external"> {
  const record = readJson<PartRecord>(file.replace(/\.f32$/, ".json"), "Start again.");
  if (record.ids.join("\n") !== ids.join("\n"))
    fail("open the external images", `${file} holds others`, "those that were read", "Start again.");
  return readPart(file, "external", record);
}
