import { basename } from "node:path";

/** A file's name without folders and ending; `.nii.gz` is one ending. A name without an ending stays as it is. */
export function stemOf(path: string): string {
  return basename(path).replace(/(\.nii)?\.gz$|(?<=.)\.[^./]+$/i, "");
}
