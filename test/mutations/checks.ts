// Run in a working copy: the check `metrics` of `npm test`, or the unit tests in the files given as arguments.
import { join } from "node:path";
import { openRun, root } from "../../lib/core";
import { runChecks, vitest } from "../../lib/runner/run-checks";
import { writeReport } from "../../lib/report/report";
import { main } from "../../lib/runner/commands/test";

const files = process.argv.slice(2);

function metrics(): Promise<number> {
  // of all five notebooks: a mutated one wrote it when the later parts of metrics.json were missing
  writeReport(
    openRun({ profile: "smoke", data: "phantom", seed: 1, out: join(root(), "outputs/test-smoke") }),
  );
  return main(["metrics"]);
}

void (files.length > 0 ? runChecks([vitest("unit", files)]) : metrics()).then((code) => process.exit(code));
