import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, writeAtomic } from "../core/files";

const name = "graft_papermill";
const description = `${name}-1.0.dist-info`;

/**
 * Lets the papermill of the project's Python environment write TypeScript parameters: puts the translator there, and
 * the entry point by which papermill finds it.
 */
export function installPapermillTranslator(): void {
  const files = {
    [`${name}.py`]: readFileSync(join(root(), `lib/setup/${name}.py`), "utf8"),
    [`${description}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${description}/entry_points.txt`]: `[papermill.engine]\ngraft = ${name}:TypeScriptEngine\n`,
    [`${description}/INSTALLER`]: "graft\n",
    [`${description}/RECORD`]: "",
  };
  for (const folder of sitePackageFolders())
    for (const [file, text] of Object.entries(files)) {
      const path = join(folder, file);
      if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeAtomic(path, text);
    }
}

const sitePackageFolders = (): string[] =>
  readdirSync(join(root(), ".venv/lib"))
    .filter((python) => python.startsWith("python"))
    .map((python) => join(root(), ".venv/lib", python, "site-packages"));
