import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../core";
import { runChecks, tool, vitest, type Check } from "../run-checks";

/**
 * `npm test`: types, lint, format, unused code, unit tests, then all five notebooks executed with profile smoke on
 * the phantom and their metrics compared by meaning. Names of steps as arguments run only those: `npm test -- unit`.
 */
export function main(args: readonly string[]): Promise<number> {
  const out = join(root(), "outputs/test-smoke");
  const checks: Check[] = [
    tool("types", "tsc", "-p", "tsconfig.json"),
    tool("lint", "eslint", "--config", ".ci/eslint.config.mjs", "lib", "test", ".ci"),
    tool("format", "prettier", "--log-level", "warn", "--check", "lib", "test", ".ci", "!test/golden"),
    tool("unused", "knip", "--config", ".ci/knip.config.mjs", "--no-progress", "--include", "files,exports"),
    vitest("unit", []),
    {
      name: "notebooks",
      program: process.execPath,
      args: ["lib/setup/bootstrap.mjs", "notebooks", "--profile", "smoke", "--out", out],
    },
    vitest("metrics", ["test/notebooks"], { GRAFT_RUN_FOLDER: out, GRAFT_NOTEBOOKS: "1" }),
  ];
  const chosen = args.length === 0 ? checks : checks.filter((c) => args.includes(c.name));
  // an earlier run's figures and notebooks would hide that this one made none
  if (chosen.some((c) => c.name === "notebooks")) rmSync(out, { recursive: true, force: true });
  return runChecks(chosen);
}
