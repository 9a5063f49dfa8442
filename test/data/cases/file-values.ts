import { readFileSync } from "node:fs";

/** A file, how many images it holds and the grey levels of the first; or words of why it is refused. */
export interface FileValues {
  readonly name: string;
  /** Base64. */
  readonly file: string;
  readonly count?: number;
  readonly grey?: readonly number[];
  readonly refused?: string;
}

/** Made by test/golden/file_values.py: files that readers of images get wrong, as tifffile, nibabel, Pillow and pydicom see them. */
export const fileValues = JSON.parse(
  readFileSync(new URL("../../golden/file-values.json", import.meta.url), "utf8"),
) as readonly FileValues[];
