import { statSync } from "node:fs";

/** Modification stamp of a file (mtime, size, inode); empty if the file is missing. */
export function fileStamp(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : "";
}
