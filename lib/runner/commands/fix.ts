import { spawnSync } from "node:child_process";
import { root } from "../../core";
import { readCommandLine } from "../flags";

const command = {
  name: "npm run fix",
  about: "formats the code and corrects what the linter can correct",
  flags: [],
} as const;

/** `npm run fix`: formats the code and corrects what the linter can correct. */
export function main(args: readonly string[]): Promise<number> {
  if (readCommandLine(command, args) === undefined) return Promise.resolve(0);
  const commands = [
    ["eslint", "--config", ".ci/eslint.config.mjs", "--fix", "lib", "test", ".ci"],
    ["prettier", "--log-level", "warn", "--write", "lib", "test", ".ci", "!test/golden"],
  ];
  const codes = commands.map(
    (args) => spawnSync("npx", ["--no-install", ...args], { cwd: root(), stdio: "inherit" }).status ?? 1,
  );
  return Promise.resolve(Math.max(...codes));
}
