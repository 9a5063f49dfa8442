import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../lib/runner/commands/bench";
import { kernelRow } from "../../../lib/runner/bench/bench-kernels";
import { benchOptions } from "../../../lib/runner/bench/bench-options";
import { ourLowerCommand } from "../../../lib/runner/bench/contender";
import type { Answer } from "../../../lib/runner/bench/bench-case";
import { rowResult, slowContenders, timing, type RowResult } from "../../../lib/runner/bench/row-result";
import { tableHead, tableOfRuns, tableRow } from "../../../lib/runner/bench/row-table";
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

test.each([
  [
    ["kernel", "--json", "f"],
    /Unknown option '--json'.*, expected --rounds, --help\. .*npm run bench kernel -- --help$/,
  ],
  [["verdicts", "--rounds", "3"], /Unknown option '--rounds'/],
  [["ray", "dcgan-step"], /Unexpected argument 'dcgan-step'/],
  [["dcgan-step", "--data", "f"], /Unknown option '--data'/],
])("main() of the benchmark refuses %j: it would heed none of it", async (args, message) => {
  await expect(main(args)).rejects.toThrow(message);
});

describe("benchOptions()", () => {
  const [names, long] = [["a", "b", "c"], new Set(["b"])];
  test("leaves long rows out unless they or peers are asked for", () => {
    expect(benchOptions([], names, long, {})).toEqual({ rows: ["a", "c"], withPeers: false, rounds: 8 });
    expect(benchOptions(["--peers", "--json", "f"], names, long, {})).toEqual({
      rows: names,
      withPeers: true,
      rounds: 8,
      json: resolve("f"),
    });
    expect(benchOptions(["c", "b"], names, long, {})?.rows).toEqual(["b", "c"]);
  });
});

describe("rowResult()", () => {
  const answer = (seconds: number[], peakMiB: number, more: Partial<Answer> = {}): Answer => ({
    seconds,
    peakMiB,
    checks: {},
    ...more,
  });
  const ours = timing([answer([3, 2], 90), answer([4], 100)]);
  const peers = { slow: timing([answer([8], 1)]), fast: timing([answer([4, 12], 1)]) };

  test("takes the best peer by minima, and memory as it was last", () => {
    expect(ours).toEqual({ median: 3, min: 2, peakMiB: 100, checks: {} });
    const row = rowResult("x", ours, { peers });
    expect([row.bestPeer, row.ratioToBestPeer, row.ratioOfMedians]).toEqual(["fast", 0.5, 3 / 8]);
    expect(tableRow(row)).toBe("| `x` | 2.00 | fast 4.00 | 0.50 | 2.00 | fast 4.00 | 0.50 | 100 / 1 |");
  });

  test("has nothing to compare with without peers", () => {
    const row = rowResult("x", ours, { peers: {} });
    expect([row.bestPeer, row.ratioToBestPeer, row.atAnyPrecision.ratio]).toEqual([null, null, null]);
    expect(tableRow(row)).toBe("| `x` | 2.00 |  |  |  |  |  | 100 |");
  });

  test("compares at float32 first, and at any precision beside it, with the errors", () => {
    const lower = { ...timing([answer([1], 1, { error: 0.0123 })]), isLower: true };
    const row = rowResult("x", ours, { peers: { ...peers, lower } });
    expect(row.ratioToBestPeer).toBe(0.5);
    expect(row.atAnyPrecision).toEqual({
      ours: { name: "graft", min: 2 },
      peer: { name: "lower", min: 1, error: 0.0123 },
      ratio: 2,
    });
    expect(tableRow(row)).toBe(
      "| `x` | 2.00 | fast 4.00 | 0.50 | 2.00 | lower 1.00 (0.012) | 2.00 | 100 / 1 |",
    );
    const faster = { "graft bf16": { ...timing([answer([0.5], 1, { error: 0.02 })]), isLower: true } };
    const both = rowResult("x", ours, { peers: { ...peers, lower }, faster });
    expect([both.ratioToBestPeer, both.atAnyPrecision.ratio]).toEqual([0.5, 0.5]);
    expect(both.atAnyPrecision.ours).toEqual({ name: "graft bf16", min: 0.5, error: 0.02 });
  });

  test("a peer of a lower precision is none of float32 even where it does not say its error", () => {
    const silent = { ...timing([answer([1], 1)]), isLower: true };
    expect(rowResult("x", ours, { peers: { silent } }).bestPeer).toBeNull();
  });

  test.each([
    ["trustworthiness", 0.98, 0.9785, 0.9795],
    ["KID", 2e-5, 2.1e-5, 2.001e-5],
  ])("a peer that misses our %s has not done the same work", (name, own, missed, met) => {
    const checked = timing([answer([2], 1, { checks: { [name]: own } })]);
    const of = (value: number) => timing([answer([1], 1, { checks: { [name]: value } })]);
    const row = rowResult("x", checked, { peers: { missed: of(missed) } });
    expect([row.bestPeer, row.atAnyPrecision.peer?.name]).toEqual([null, "missed"]);
    expect(row.atAnyPrecision.peer?.error).toBeCloseTo(Math.abs(missed - own) / own, 12);
    expect(rowResult("x", checked, { peers: { met: of(met) } }).bestPeer).toBe("met");
  });
});

test("tableOfRuns() shows the first run, and the ratios of the others", () => {
  const answer = (seconds: number): Answer => ({ seconds: [seconds], peakMiB: 1, checks: {} });
  const run = (seconds: number) => ({
    rows: [rowResult("x", timing([answer(seconds)]), { peers: { p: timing([answer(4)]) } })],
  });
  const [head, , row, ...more] = tableOfRuns([run(1), run(2), { rows: [] }, run(3)]).split("\n");
  expect(head?.split("|")).toHaveLength(row?.split("|").length ?? 0);
  expect(row).toMatch(/^\| `x` \| 1\.00 \| p 4\.00 \| 0\.25 .* \| 0\.50, 0\.75 \|$/);
  expect(more).toEqual([]);
  expect(tableOfRuns([run(1)])).toBe(`${tableHead}\n${tableRow(run(1).rows[0] as RowResult)}`);
});

test("slowContenders() are three times as slow as the fastest of their precision, and never ours", () => {
  const of = (min: number, isLower?: true) => ({ min, ...(isLower && { isLower }) });
  expect(slowContenders([of(9), of(1), of(2.9), of(3.1)])).toEqual([3]);
  expect(slowContenders([of(4), of(4), of(1, true), of(3.1, true)])).toEqual([3]);
});

test("benchRows() names what the README's table has", () => {
  expect(benchRows("f").map(({ name }) => name)).toEqual([
    "dcgan-step",
    "dcgan-step-shared",
    "dcgan-step-penalty",
    "wgan-gp-iteration",
    "quick-step",
    "pggan-step",
    "cyclegan-step",
    "resnet50-step",
    "resnet50-inference",
    "generate-10000",
    "kid-2000",
    "tsne-600",
    "tsne-2000",
  ]);
});

test("benchRows() gives every contender of a row a name of its own, and every lower precision its mark", () => {
  for (const { name, peers } of benchRows("f")) {
    expect(new Set(peers.map((peer) => peer.name)).size, name).toBe(peers.length);
    for (const { options, isLower = false } of peers)
      expect(isLower, name).toBe(!["float32", undefined].includes(options["precision"] as string));
  }
});

test("ourLowerCommand() is the same case at bfloat16, marked as lower and asked for its error", () => {
  const { name, argv, isLower } = ourLowerCommand(["gan", { batch: 16 }]);
  expect([name, isLower, argv.at(-2)]).toEqual(["graft bfloat16", true, "gan"]);
  expect(JSON.parse(argv.at(-1) ?? "")).toEqual({
    batch: 16,
    set: { "engine.precision": "bfloat16" },
    error: true,
  });
});

test("kernelRow() leaves out a kernel that has never answered, and says so of ours", () => {
  const rounds = [{ first: 0.5, memory: 100 }];
  const row = kernelRow(
    new Map([
      ["graft", rounds],
      ["deaf", []],
      ["other", rounds],
    ]),
  );
  expect(Object.keys(row.peers)).toEqual(["other"]);
  expect(row.min).toBe(0.5);
  const deaf = new Map([
    ["graft", []],
    ["other", rounds],
  ]);
  expect(() => kernelRow(deaf)).toThrow(
    /^Cannot time the start of a kernel: no answer of graft, expected one\./,
  );
});
