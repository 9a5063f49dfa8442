import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collectRuns, type ConvergenceRun, type WayRuns } from "../../../lib/runner/bench/collect-runs";
import { convergenceTable, judgeConvergence } from "../../../lib/runner/bench/convergence-table";
import { convergenceWays } from "../../../lib/runner/bench/convergence-ways";
import { compute } from "../../../lib/engine";

describe("collectRuns()", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "graft-convergence-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Trainings that end with an error at a seed, as an interruption would. */
  const way = (name: string, made: string[], failsAt?: number): WayRuns => ({
    name,
    folder: join(folder, name),
    start: (seeds) => {
      const left = [...seeds];
      return Promise.resolve({
        next: () => {
          const seed = left.shift() as number;
          if (seed === failsAt) return Promise.reject(new Error("interrupted"));
          made.push(`${name} ${seed}`);
          return Promise.resolve({ KID: seed, coverage: 0.5, recall: 0.5, seconds: 60 });
        },
        end: () => made.push(`${name} ended`),
      });
    },
  });

  test("stores each training as it is made, goes on where it was, and says the time that is left", async () => {
    const [made, lines]: [string[], string[]] = [[], []];
    const first = collectRuns(
      [way("a", made), way("b", made, 2)],
      [1, 2, 3],
      (line) => void lines.push(line),
    );
    await expect(first).rejects.toThrow("interrupted");
    expect(made).toEqual(["a 1", "a 2", "a 3", "a ended", "b 1", "b ended"]);
    expect(readdirSync(join(folder, "b"))).toEqual(["seed-1.json"]);
    expect(lines[0]).toBe("a, seed 1: KID 1.00, coverage 0.50, 60 s; 5 left, 5 min 00 s");

    const [again, more]: [string[], string[]] = [[], []];
    const runs = await collectRuns(
      [way("a", again), way("b", again)],
      [1, 2, 3],
      (line) => void more.push(line),
    );
    expect(again).toEqual(["b 2", "b 3", "b ended"]);
    expect(more[0]).toBe("4 of 6 trainings are stored from before");
    expect(more.at(-1)).toMatch(/; 0 left, 0 s$/);
    expect([...runs].map(([name, own]) => [name, own.map(({ KID }) => KID)])).toEqual([
      ["a", [1, 2, 3]],
      ["b", [1, 2, 3]],
    ]);
  });

  test("what another code or machine has made lies in another folder and is not taken", async () => {
    const made: string[] = [];
    await collectRuns([way("a", made)], [1], () => undefined);
    await collectRuns([{ ...way("a", made), folder: join(folder, "other") }], [1], () => undefined);
    expect(made.filter((what) => what === "a 1")).toHaveLength(2);
  });
});

describe("judgeConvergence()", () => {
  const runs = (kids: readonly number[], coverages: readonly number[]): ConvergenceRun[] =>
    kids.map((KID, i) => ({ KID, coverage: coverages[i] as number, recall: 0.5, seconds: 1 }));
  const reference = runs([1, 2, 3], [0.4, 0.5, 0.6]);
  const verdictOf = (other: ConvergenceRun[]) =>
    judgeConvergence(
      new Map([
        ["reference", reference],
        ["other", other],
      ]),
    )[1];

  test("a way is inside when each mean lies within one standard deviation of the other, in KID and coverage", () => {
    expect(verdictOf(runs([1.9, 2.9, 3.9], [0.4, 0.5, 0.6]))?.isInside).toBe(true);
    expect(verdictOf(runs([2.1, 3.1, 4.1], [0.4, 0.5, 0.6]))?.isInside).toBe(false);
    expect(verdictOf(runs([1, 2, 3], [0.25, 0.35, 0.45]))?.isInside).toBe(false);
    // near the reference's mean, but so sure of it that the reference is outside of its own spread
    expect(verdictOf(runs([2.49, 2.5, 2.51], [0.4, 0.5, 0.6]))?.isInside).toBe(false);
  });

  test("the spread is the sample's standard deviation, the interval that of paired differences", () => {
    const verdict = verdictOf(runs([1, 2, 6], [0.4, 0.5, 0.6]));
    expect(verdict?.spread.KID.sd).toBeCloseTo(Math.sqrt(7), 12);
    expect(verdict?.difference?.KID.mean).toBeCloseTo(1, 12);
    // differences 0, 0, 3: standard error 1, t of 2 degrees of freedom 4.303
    expect(verdict?.difference?.KID.high).toBeCloseTo(1 + 4.3027, 3);
  });

  test("its table names the reference and says yes or no of the others", () => {
    const table = convergenceTable(
      judgeConvergence(
        new Map([
          ["plain", reference],
          ["fast", runs([1.5, 2.5, 3.5], [0.4, 0.5, 0.6])],
        ]),
      ),
    );
    const [head, , plain, fast] = table.split("\n");
    expect(head).toContain("KID | coverage | recall");
    expect(plain).toBe("| plain | 2.0000 ± 1.0000 | 0.500 ± 0.100 | 0.500 ± 0.000 |  |  | reference |");
    expect(fast).toMatch(/^\| fast .* 0\.5000 \(0\.5000 to 0\.5000\) .* yes \|$/);
  });
});

describe("convergenceWays()", () => {
  test("begins with plain float32 and the default, has each way of computing once, and leaves the engine as it was", () => {
    const before = compute();
    const ways = convergenceWays();
    expect(compute()).toEqual(before);
    expect(ways[0]?.set).toEqual({ "engine.mode": "eager", "engine.convolution": "direct" });
    if (before.mode === "graph") {
      expect(ways[1]?.name).toBe("default");
      const names = ways.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["engine.mode=eager", "engine.convolution=direct"]));
      expect(names).not.toContain("engine.mode=graph");
    }
    expect(new Set(ways.map(({ name }) => name)).size).toBe(ways.length);
  });
});
