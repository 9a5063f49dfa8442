import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { root } from "../../core";

let program: string | undefined;

/**
 * Our contenders' program in JavaScript, as the notebooks' kernel runs it: what compiles TypeScript while it loads takes
 * 40 MiB, which are none of the training's.
 *
 * @returns the file that node starts
 */
export function benchProgram(): string {
  program ??= compileLib(join(root(), ".cache/bench-program"));
  return program;
}

function compileLib(folder: string): string {
  const lib = join(root(), "lib");
  for (const name of readdirSync(lib, { recursive: true, encoding: "utf8" })) {
    const from = join(lib, name);
    if (name.startsWith("kernel") || !statSync(from).isFile()) continue;
    const to = join(folder, name);
    mkdirSync(dirname(to), { recursive: true });
    if (extname(name) === ".ts") writeFileSync(to.replace(/ts$/, "js"), javaScript(from));
    else copyFileSync(from, to);
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
  return join(folder, "runner/bench/child.js");
}

function javaScript(file: string): string {
  const compilerOptions = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    esModuleInterop: true,
  };
  return transpileModule(readFileSync(file, "utf8"), { compilerOptions }).outputText;
}
