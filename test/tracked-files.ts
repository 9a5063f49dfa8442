import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Files that git tracks and that are there, as paths from the folder; what lies beside them untracked is not the project's. */
export function trackedFiles(folder: string): string[] {
  const listing = execFileSync("git", ["ls-files", "-z", "--cached"], { cwd: folder, encoding: "utf8" });
  return listing.split("\0").filter((file) => file !== "" && existsSync(join(folder, file)));
}
