import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type * as TS from "typescript";
import { compileModule, type ModuleCode } from "../compile/module-code";
import { hashOf, kernelBuild, readCacheFile, writeCacheFile } from "../project/cache-file";
import { fileStamp } from "../project/file-stamp";
import { cacheFolder } from "../project/root";
import { typescriptFile } from "../typescript/typescript";

const folder = join(cacheFolder, "modules");
const most = 4000; // kept files, some 40 MB; beyond them the folder begins anew
let count: number | undefined;

/**
 * A file of the project compiled, kept on disc from one kernel to the next: compiling all of lib takes 3 s. Kept under
 * everything it depends on: the file's name and text, the target, TypeScript, and the kernel's own code.
 *
 * @throws SyntaxError as `compileModule` does; nothing is kept then
 */
export function compileKept(file: string, text: string, target: TS.ScriptTarget): ModuleCode {
  if (file.endsWith(".json")) return compileModule(file, text, target);
  const key = hashOf(file, text, `${target}`, fileStamp(typescriptFile), kernelBuild);
  const kept = join(folder, `${key}.json`);
  const found = readCacheFile(kept);
  if (found) return JSON.parse(found.toString()) as ModuleCode;
  const code = compileModule(file, text, target);
  makeRoom();
  writeCacheFile(kept, JSON.stringify(code));
  return code;
}

function makeRoom(): void {
  count ??= countKept();
  if (count >= most) {
    rmSync(folder, { recursive: true, force: true });
    count = 0;
  }
  count++;
}

function countKept(): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0; // nothing kept yet
  }
}
