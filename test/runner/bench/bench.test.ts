import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../lib/runner/commands/bench";
import { benchOptions } from "../../../lib/runner/bench/bench-options";
import { rowResult, tableRow, timing } from "../../../lib/runner/bench/row-result";
import { benchRows } from "../../../lib/runner/bench/bench-rows";

test.each([[["--rounds", "0"]], [["--rounds", "many"]], [["kernel", "--rounds", "0"]]])(
  "main() of the benchmark refuses %j and says what to type",
  async (args) => {
    await expect(main(args)).rejects.toThrow(
      /^Cannot use --rounds: "(0|many)", expected a whole number from 1\. Give --rounds 1, for example\.$/,
    );
  },
);

test("main() of the benchmark refuses an unknown option and names the nearest", async () => {
  await expect(main(["--round", "3"])).rejects.toThrow(
    /^Cannot read the command line: .*Nearest: --rounds\. All options: npm run bench -- --help$/,
  );
});

test("main() of the benchmark names the nearest row", async () => {
  await expect(main(["dcgan-stop"])).rejects.toThrow(/a row "dcgan-stop".*Nearest: dcgan-step\./);
});

describe("benchOptions()", () => {
  const [names, long] = [["a", "b", "c"], new Set(["b"])];
  test("leaves long rows out unless they or peers are asked for", () => {
    expect(benchOptions([], names, long)).toEqual({ rows: ["a", "c"], withPeers: false, rounds: 8 });
    expect(benchOptions(["--peers", "--json", "f"], names, long)).toEqual({
      rows: names,
      withPeers: true,
      rounds: 8,
      json: resolve("f"),
    });
    expect(benchOptions(["c", "b"], names, long)?.rows).toEqual(["b", "c"]);
  });
});

describe("rowResult()", () => {
  const answer = (seconds: number[], peakMiB: number) => ({ seconds, peakMiB, checks: {} });
  const ours = timing([answer([3, 2], 90), answer([4], 100)]);
  test("takes the best peer by minima, and memory as it was last", () => {
    expect(ours).toEqual({ median: 3, min: 2, peakMiB: 100, checks: {} });
    const peers = { slow: timing([answer([8], 1)]), fast: timing([answer([4, 12], 1)]) };
    const row = rowResult("x", ours, peers);
    expect([row.bestPeer, row.ratioToBestPeer, row.ratioOfMedians]).toEqual(["fast", 0.5, 3 / 8]);
    expect(tableRow(row)).toBe("| x | 3.00 | 2.00 | 100 | fast | 8.00 | 4.00 | 1 | 0.50 |");
  });
  test("has nothing to compare with without peers", () => {
    const row = rowResult("x", ours, {});
    expect([row.bestPeer, row.ratioToBestPeer]).toEqual([null, null]);
    expect(tableRow(row)).toBe("| x | 3.00 | 2.00 | 100 |  |  |  |  |  |");
  });
});

test("benchRows() names what the README's table has", () => {
  expect(benchRows("f").map(({ name }) => name)).toEqual([
    "dcgan-step",
    "dcgan-step-shared",
    "dcgan-step-penalty",
    "wgan-gp-iteration",
    "resnet50-step",
    "resnet50-inference",
    "generate-10000",
    "kid-2000",
    "tsne-600",
    "tsne-2000",
  ]);
});
