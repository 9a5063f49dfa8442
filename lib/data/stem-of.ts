import { basename } from "node:path";

/**
 * A file's name without folders and ending; `.nii.gz` is one ending, and the number of one of several images stays:
 * `a/scan.nii.gz#57` is "scan#57". A name without an ending stays as it is.
 */
export function stemOf(path: string): string {
  return basename(path).replace(/(\.nii)?\.gz(?=(#\d+)?$)|(?<=.)\.[^./#]+(?=#\d+$)|(?<=.)\.[^./]+$/i, "");
}
