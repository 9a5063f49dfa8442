import { runChecks, vitest } from "./checks";

/** `npm run test:browser`: JupyterLab in Chromium on copies of the notebooks; skipped, and said so, where Chromium is absent. */
export function main(args: readonly string[]): Promise<number> {
  return runChecks([vitest("browser", ["test/browser", ...args], { GRAFT_SLOW: "1" })]);
}
