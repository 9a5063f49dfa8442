import { join } from "node:path";
import { ganSettings, range, resolveSettings, root, sha256, writeJson } from "../../core";
import { threads } from "../../engine";
import { small } from "../../models";
import { ganKey, gradientPenalty, nonSaturating } from "../../training";
import { collectRuns, type WayRuns } from "./collect-runs";
import { ourCommand, startContender } from "./contender";
import { convergenceTable, judgeConvergence } from "./convergence-table";
import { convergenceWays, type ConvergenceWay } from "./convergence-ways";

const seeds = range(10).map((i) => i + 1);

/**
 * `npm run bench -- convergence [--json FILE]`: whether what makes training fast costs quality. KID, coverage and recall
 * (on pixels, as notebook 03 has them; 400 synthetic against 400 fresh images) after quick's 1,000 steps on the phantom's
 * bleeds, over 10 seeds, for each way of computing. Results are stored under .cache/bench/convergence by what they depend
 * on, the digits of a first epoch among it: interrupted, the job goes on; after a change of the arithmetic it begins anew.
 */
export async function benchConvergence(json: string | undefined): Promise<number> {
  const ways: WayRuns[] = [];
  for (const way of convergenceWays()) ways.push(await prepareWay(way));
  const runs = await collectRuns(ways, seeds, (line) => console.log(`convergence: ${line}`));
  const verdicts = judgeConvergence(runs);
  console.log(convergenceTable(verdicts));
  if (json !== undefined) writeJson(json, { seeds, verdicts, runs: Object.fromEntries(runs) });
  return 0;
}

async function prepareWay({ name, set }: ConvergenceWay): Promise<WayRuns> {
  const all = join(root(), ".cache/bench/convergence");
  const probe = await startContender(ourCommand(["firstEpoch", { set, folder: join(all, "data") }]));
  const { checks } = await probe.go(1);
  probe.end();
  const settings = Object.entries(resolveSettings("quick")).filter(
    ([key]) => key in ganSettings || key.startsWith("data.") || key.startsWith("samples."),
  );
  const objective = { loss: nonSaturating, penalty: gradientPenalty };
  const key = sha256(
    JSON.stringify([settings, ganKey(small, objective), threads(), probe.versions["engine"], checks]),
  );
  const folder = join(all, `${name.replace(/[^\w.=-]+/g, "_")}-${key.slice(0, 12)}`);
  return {
    name,
    folder,
    start: async (missing) => {
      const contender = await startContender(ourCommand(["convergence", { set, seeds: missing, folder }]));
      return {
        next: async () => {
          const { seconds, checks: found } = await contender.go(1);
          const { KID = NaN, coverage = NaN, recall = NaN } = found;
          return { KID, coverage, recall, seconds: seconds[0] ?? NaN };
        },
        end: () => contender.end(),
      };
    },
  };
}
