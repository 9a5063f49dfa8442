import { spawnSync } from "node:child_process";
import { root } from "../../core";

/** `npm run fix`: formats the code and corrects what the linter can correct. */
export function main(): Promise<number> {
  const commands = [
    ["eslint", "--config", ".ci/eslint.config.mjs", "--fix", "lib", "test", ".ci"],
    ["prettier", "--log-level", "warn", "--write", "lib", "test", ".ci", "!test/golden"],
  ];
  const codes = commands.map(
    (args) => spawnSync("npx", ["--no-install", ...args], { cwd: root(), stdio: "inherit" }).status ?? 1,
  );
  return Promise.resolve(Math.max(...codes));
}
