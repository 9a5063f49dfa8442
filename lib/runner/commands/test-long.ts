import { runChecks, vitest } from "../run-checks";

/**
 * `npm run test:long`: the checks that take longest and seldom find what the others do not (a whole `quick` run, all
 * notebooks in a browser, the related ones twice, faults planted in a training, thousands of cells, Keras itself); file names as arguments choose among them.
 */
export function main(args: readonly string[]): Promise<number> {
  return runChecks([vitest("long", args, { GRAFT_LONG: "1" })]);
}
