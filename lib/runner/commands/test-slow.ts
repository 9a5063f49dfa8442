import { runChecks, vitest } from "../run-checks";

/** `npm run test:slow`: the checks that take minutes; file names as arguments choose among them. */
export function main(args: readonly string[]): Promise<number> {
  return runChecks([vitest("slow", args, { GRAFT_SLOW: "1" })]);
}
