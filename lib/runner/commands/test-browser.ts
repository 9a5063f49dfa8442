import { runChecks, vitest } from "../run-checks";

/** `npm run test:browser`: JupyterLab in Chromium, the slow and the long tests of it; skipped, and said so, where Chromium is absent. */
export function main(args: readonly string[]): Promise<number> {
  return runChecks([vitest("browser", ["test/browser", ...args], { GRAFT_SLOW: "1", GRAFT_LONG: "1" })]);
}
