// Makes a reviewed run the expected one: look at its report.html, metrics.json and the diff, then commit.
//   npm test -- notebooks
//   node --no-warnings --import tsx test/notebooks/accept.ts outputs/test-smoke
import { join } from "node:path";
import { format } from "prettier";
import { root, writeAtomic } from "../../lib/core";
import { exactPart } from "./exact-part";
import { openRunFolder } from "./run-folder";

async function accept(folder: string): Promise<void> {
  const text = JSON.stringify(await exactPart(openRunFolder(folder)));
  const file = join(root(), "test/notebooks/expected-smoke.json");
  writeAtomic(file, await format(text, { parser: "json", printWidth: 110 }));
  console.log(`written: ${file}`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the run folder: accept.ts outputs/test-smoke");
void accept(folder);
