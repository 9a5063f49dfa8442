import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../core";
import { runChecks, tool, vitest, type Check } from "../run-checks";

const smokeFolder = (): string => join(root(), "outputs/test-smoke");
const relatedTests = "test/notebooks/related.test.ts";
const relatedFolder = (): string => join(root(), "outputs/test-related");

/**
 * `npm test`: types, lint, format, unused code, unit tests, then all five notebooks executed with profile smoke on
 * the phantom and their metrics compared by meaning, then those of notebooks/related. See `chooseChecks` for its arguments.
 */
export function main(args: readonly string[]): Promise<number> {
  const chosen = chooseChecks(args);
  // an earlier run's figures and notebooks would hide that this one made none
  for (const [name, folder] of [
    ["notebooks", smokeFolder()],
    ["related", relatedFolder()],
  ] as const)
    if (chosen.some((c) => c.name === name)) rmSync(folder, { recursive: true, force: true });
  return runChecks(chosen);
}

/**
 * The steps to run: all; or those that arguments name, `npm test -- types lint`. Other arguments are parts of names of
 * unit tests' files, `npm test -- keras-models`; one that no file has fails.
 */
export function chooseChecks(args: readonly string[]): readonly Check[] {
  const steps = checks([]).map(({ name }) => name);
  const files = args.filter((arg) => !steps.includes(arg));
  const wanted = files.length > 0 ? [...args, "unit"] : args;
  return checks(files).filter(({ name }) => args.length === 0 || wanted.includes(name));
}

function checks(unitFiles: readonly string[]): readonly Check[] {
  const [out, related] = [smokeFolder(), relatedFolder()];
  const smoke = (folder: string): string[] => ["--profile", "smoke", "--out", folder];
  const notebooks = ["lib/setup/bootstrap.mjs", "notebooks"];
  return [
    tool("types", "tsc", "-p", "tsconfig.json"),
    tool("lint", "eslint", "--config", ".ci/eslint.config.mjs", "lib", "test", ".ci"),
    tool("format", "prettier", "--log-level", "warn", "--check", "lib", "test", ".ci", "!test/golden"),
    tool("unused", "knip", "--config", ".ci/knip.config.mjs", "--no-progress", "--include", "files,exports"),
    vitest("unit", unitFiles),
    { name: "notebooks", program: process.execPath, args: [...notebooks, ...smoke(out)] },
    vitest("metrics", ["test/notebooks", "--exclude", relatedTests], {
      GRAFT_RUN_FOLDER: out,
      GRAFT_NOTEBOOKS: "1",
    }),
    { name: "related", program: process.execPath, args: [...notebooks, "related", ...smoke(related)] },
    vitest("related-metrics", [relatedTests], { GRAFT_RUN_FOLDER: related, GRAFT_NOTEBOOKS: "1" }),
  ];
}
