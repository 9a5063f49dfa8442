import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, sha256, writeAtomic, writeJson } from "../../core";
import { imageSet, type ImageSet, type Role, type SealedTest } from "../image-set";
import type { Label } from "../label";
import { pixelBytes } from "../pixel-bytes";

/** Description of a part's pixel file. */
export interface PartRecord {
  readonly role: Role;
  readonly foldId: string;
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  /** Absent in older files: each image a group of its own. */
  readonly groups?: readonly string[];
  readonly size: number;
  /** Of the pixel file: 32-bit floats, little endian, (n, size, size, 1) in [-1, 1]. */
  readonly sha256: string;
}

/** Remedy when a file of the split is missing. */
export const missingPartRemedy = "Run notebook 01-preprocess first.";
const changedPartRemedy = "Run notebook 01-preprocess again.";

/** Writes a part's pixels to ROLE.f32 of a folder. @returns its record */
export function writePart(folder: string, set: ImageSet<Role>): PartRecord {
  const bytes = pixelBytes(set);
  writeAtomic(join(folder, `${set.role}.f32`), bytes);
  const { role, foldId, ids, labels, groups, size } = set;
  const own = groups.every((group, i) => group === ids[i]);
  return { role, foldId, ids, labels, ...(own ? {} : { groups }), size, sha256: sha256(bytes) };
}

/**
 * Reads a part's pixels back.
 * @throws InputError when the file is missing, or is not what was written
 */
export function readPart<R extends Role>(file: string, role: R, record: PartRecord): ImageSet<R> {
  const action = `open the ${role} images`;
  if (!existsSync(file)) fail(action, `no file ${file}`, "the preprocessed images", missingPartRemedy);
  const bytes = readFileSync(file);
  if (sha256(bytes) !== record.sha256 || record.role !== role)
    fail(action, `${file} has changed since it was written`, `SHA-256 ${record.sha256}`, changedPartRemedy);
  const pixels = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const { foldId, ids, labels, groups, size } = record;
  return imageSet(role, { foldId, ids, labels, groups, size, pixels });
}

/** Writes the test images to test.f32 and what is known of them to test.json. @returns the pixel file */
export function writeTest(folder: string, test: ImageSet<"test">): string {
  writeJson(join(folder, "test.json"), writePart(folder, test));
  return join(folder, "test.f32");
}

/** A test set without its pixels and labels. */
export function sealTest(foldId: string, ids: readonly string[], file: string): SealedTest {
  return { foldId, ids, file } as SealedTest;
}
