import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compileModule } from "../../../lib/kernel/compile/module-code";
import { compileKept } from "../../../lib/kernel/load/compile-kept";
import { ts } from "../../../lib/kernel/typescript/typescript";
import { startKernel, stopKernels } from "../client";
import { workspace } from "../workspace";

const target = ts.ScriptTarget.ES2022;

test("a file kept from an earlier kernel is what compiling it gives, for its own text, name and target", () => {
  const text = `export const at = ${Date.now()}; export async function f() { for (;;) await at; }`;
  const compiled = compileModule("/p/a.ts", text, target);
  for (let i = 0; i < 2; i++) expect(compileKept("/p/a.ts", text, target)).toEqual(compiled);
  const edited = text.replace("await at", "await 0");
  expect(compileKept("/p/a.ts", edited, target)).toEqual(compileModule("/p/a.ts", edited, target));
  for (const other of ["/p/a.mts", "/p/a.cjs"].map((name) => [name, "exports.x = 1;", target] as const))
    expect(compileKept(...other)).toEqual(compileModule(...other));
  expect(compileKept("/p/a.ts", text, ts.ScriptTarget.ES2015)).not.toEqual(compiled);
});

test("a file that cannot be compiled is refused each time", () => {
  for (let i = 0; i < 2; i++) expect(() => compileKept("/p/b.ts", "const = 1;", target)).toThrow(SyntaxError);
});

const place = workspace({
  "lib/base.ts": "export const base = 1;\n",
  "lib/double.ts": "import { base } from './base';\nexport const double: number = 2 * base;\n",
});
afterAll(async () => {
  await stopKernels();
  place.remove();
});

test("a later kernel runs and checks files as they are now", { timeout: 60_000 }, async () => {
  const cell = "import { double } from '../lib/double';\ndouble";
  const answer = async (): Promise<string | undefined> => {
    const kernel = await startKernel({ cwd: place.notebooks });
    const { result, error } = await kernel.execute(cell);
    await kernel.shutdown();
    return result ?? error?.evalue;
  };
  expect(await answer()).toBe("2");
  expect(await answer()).toBe("2");
  const base = join(place.folder, "lib/base.ts");
  writeFileSync(base, readFileSync(base, "utf8").replace("1", "21"));
  expect(await answer()).toBe("42");
  writeFileSync(base, "export const base = 'text';\n");
  expect(await answer()).toMatch(/lib\/double\.ts 2:\d+ - The right-hand side of an arithmetic operation/);
});
