import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../core";
import { runChecks, tool, vitest, type Check } from "../run-checks";

const smokeFolder = (): string => join(root(), "outputs/test-smoke");
const relatedTests = "test/notebooks/related.test.ts";

/**
 * `npm test`: types, lint, format, unused code, unit tests, then all five notebooks executed with profile smoke on
 * the phantom and their metrics compared by meaning, then those of notebooks/related. See `chooseChecks` for its arguments.
 */
export function main(args: readonly string[]): Promise<number> {
  const chosen = chooseChecks(args);
  // an earlier run's figures and notebooks would hide that this one made none
  if (chosen.some(({ name }) => name === "notebooks" || name === "related"))
    rmSync(smokeFolder(), { recursive: true, force: true });
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
  const folder = smokeFolder();
  const notebooks = (...names: readonly string[]): Pick<Check, "program" | "args"> => ({
    program: process.execPath,
    args: ["lib/setup/bootstrap.mjs", "notebooks", ...names, "--profile", "smoke", "--out", folder],
  });
  const environment = { GRAFT_RUN_FOLDER: folder, GRAFT_NOTEBOOKS: "1" };
  return [
    tool("types", "tsc", "-p", "tsconfig.json"),
    tool("lint", "eslint", "--config", ".ci/eslint.config.mjs", "lib", "test", ".ci"),
    tool("format", "prettier", "--log-level", "warn", "--check", "lib", "test", ".ci", "!test/golden"),
    tool("unused", "knip", "--config", ".ci/knip.config.mjs", "--no-progress", "--include", "files,exports"),
    vitest("unit", unitFiles),
    { name: "notebooks", ...notebooks() },
    vitest("metrics", ["test/notebooks", "--exclude", relatedTests], environment),
    { name: "related", ...notebooks("related") }, // on the split of the five
    vitest("related-metrics", [relatedTests], environment),
  ];
}
