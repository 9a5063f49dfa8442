import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project/root";
import { openSession } from "../run/session";

// Imports what the notebooks import, once (`start.cjs --fill`): what kernels keep of the project's files, compiled and
// checked, is then there for the first notebook. Says on stderr why it could not.

const folder = join(root, "notebooks");

/** The specifiers of the notebooks' imports of the project's files. */
function importedFiles(): string[] {
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  return [
    ...new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/from \\"(?:\.\.\/)+(lib\/[^"\\]+)\\"/g)].map(([, file = ""]) => `../${file}`),
      ),
    ),
  ];
}

async function fillCaches(): Promise<number> {
  const cell = importedFiles().map((file, i) => `import * as file${i} from "${file}";`);
  const outcome = await openSession(folder).execute(cell.join("\n"), 1);
  if (outcome.status === "ok") return 0;
  process.stderr.write(`${outcome.evalue}\n`);
  return 1;
}

void fillCaches().then((code) => process.exit(code));
