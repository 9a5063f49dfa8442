import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { range, resolveSettings, stream } from "../../../lib/core";
import { buildNetworks, generatorSpec, isDiffusion } from "../../../lib/models";
import { assertCombines, normalisationOf } from "../../../lib/training/combinations";
import { ganNumbers, ganObjective } from "../../../lib/training/gan-options";
import { judgeTruth, truthRows, type TruthScore } from "../../../lib/runner/bench/truth/judge-truth";
import { perfectArms, perfectGenerator } from "../../../lib/runner/bench/truth/perfect-generator";
import { runTruthTasks } from "../../../lib/runner/bench/truth/run-truth-tasks";
import { truthConfigurations } from "../../../lib/runner/bench/truth/truth-configurations";
import { generatorTable, truthTable } from "../../../lib/runner/bench/truth/truth-table";
import {
  truthArms,
  truthControls,
  truthTasks,
  type TruthTask,
} from "../../../lib/runner/bench/truth/truth-tasks";

/** Draws differ by much more than arms do: what a draw does to all arms must cancel. */
function plantedScores(gain: number, draws: readonly number[], seed = 1): TruthScore[] {
  const random = stream(seed, "test");
  return draws.flatMap((draw) => {
    const level = 0.8 + 0.05 * random.normal();
    const noisy = (more: number): number => level + more + 0.01 * random.normal();
    return [
      { draw, arm: "original+classical", accuracy: noisy(0) },
      { draw, arm: "original", accuracy: noisy(-0.04) },
      ...["a", "b", "c", "d"].map((arm) => ({ draw, configuration: "quick", arm, accuracy: noisy(0) })),
      { draw, configuration: "better", arm: "a", accuracy: noisy(gain) },
    ];
  });
}

const confirming = range(10).map((i) => i + 4);

describe("judgeTruth()", () => {
  test("a planted gain of 0.03 is found over ten draws, and named", () => {
    const verdict = judgeTruth(plantedScores(0.03, confirming));
    expect(verdict).toEqual({
      isFound: true,
      sentence: "truth: better than original+classical by more than its interval: better: a",
    });
  });

  test("no gain is found in at most 5 % of 100 sets without one, and a loss is no gain", () => {
    const found = range(100).filter((seed) => judgeTruth(plantedScores(0, confirming, seed)).isFound);
    expect(found.length).toBeLessThanOrEqual(5);
    expect(judgeTruth(plantedScores(-0.05, confirming)).isFound).toBe(false);
  });

  test("fresh phantoms in place of a generator's images are shown, and claim nothing", () => {
    const scores = plantedScores(0.5, confirming).map((score) => ({
      ...score,
      ...(score.configuration === "better" && { configuration: perfectGenerator }),
    }));
    expect(judgeTruth(scores).isFound).toBe(false);
    const row = truthRows(scores).find(({ configuration }) => configuration === perfectGenerator)!;
    expect(row.againstClassical!.mean).toBeGreaterThan(0.4);
    expect(row.p).toBeUndefined();
  });

  test("draws used for choosing count for nothing, and fewer than ten draws for no claim", () => {
    const screened = judgeTruth(plantedScores(0.5, [1, 2, 3]));
    expect(screened.isFound).toBe(false);
    expect(screened.sentence).toBe(
      "truth: cannot tell yet: at most 0 confirming draws are there, 10 are needed",
    );
    const few = judgeTruth(plantedScores(0.5, [1, 2, 3, ...confirming.slice(1)]));
    expect(few.sentence).toContain("at most 9 confirming draws");
  });
});

describe("truthRows()", () => {
  const scores: TruthScore[] = [
    ...[0.7, 0.8, 0.9].map((accuracy, i) => ({ draw: i + 1, arm: "original+classical", accuracy })),
    ...[0.71, 0.83, 0.95].map((accuracy, i) => ({ draw: i + 1, configuration: "quick", arm: "x", accuracy })),
  ];

  test("differences are paired by draw, with the plain t interval", () => {
    const row = truthRows(scores)[1];
    expect(row?.againstClassical?.mean).toBeCloseTo(0.03, 12);
    // differences 0.01, 0.03, 0.05: standard error 0.02 / sqrt 3, t of 2 degrees of freedom 4.303
    expect(row?.againstClassical?.high).toBeCloseTo(0.03 + (4.3027 * 0.02) / Math.sqrt(3), 4);
    expect(row?.againstOriginal).toBeUndefined();
  });

  test("a draw without its control is counted among the draws but not among the differences", () => {
    const row = truthRows([...scores, { draw: 9, configuration: "quick", arm: "x", accuracy: 0 }])[1];
    expect([row?.draws, row?.againstClassical?.n]).toEqual([4, 3]);
  });

  test("p is Holm's over the rows with synthetic images only", () => {
    const rows = truthRows(plantedScores(0.03, confirming));
    const best = rows.find(({ configuration }) => configuration === "better");
    expect(rows.filter(({ p }) => p !== undefined)).toHaveLength(5);
    expect(best?.p).toBeCloseTo(5 * (best?.againstClassical?.p ?? NaN), 12);
  });

  test("the tables have a row per arm and per configuration", () => {
    const [, , control, own] = truthTable(scores).split("\n");
    expect(control).toBe("| none | original+classical | 3 | 0.800 |  |  |  |");
    expect(own).toBe("| quick | x | 3 | 0.830 | +0.030 (-0.020 to +0.080) |  | 0.122 |");
    const measures = { c2st: 0.7, coverage: 0.5, kid: 0.01 };
    const table = generatorTable([
      {
        configuration: "quick",
        measures: { ...measures, memorisation: ["shows signs", "cannot tell"] },
        oracle: { fidelity: 0.9 },
      },
      {
        configuration: "quick",
        measures: { ...measures, c2st: 0.8, memorisation: ["no sign found"] },
        oracle: undefined,
      },
    ]);
    expect(table.split("\n")[2]).toBe("| quick | 2 | 0.750 | 0.500 | 0.0100 | 0.900 (1 draws) | 1 of 3 |");
  });
});

describe("runTruthTasks()", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "graft-truth-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const planted = (made: string[], failsAt?: string): TruthTask[] =>
    ["a", "b", "c"].map((name) => ({
      draw: 1,
      name,
      kind: "arm",
      file: join(folder, name),
      run: () => {
        if (name === failsAt) return Promise.reject(new Error("stopped"));
        made.push(name);
        writeFileSync(join(folder, name), "");
        return Promise.resolve();
      },
    }));

  test("what is there is not done again, and the time left is that of its kind", async () => {
    const made: string[] = [];
    await expect(runTruthTasks(planted(made, "b"), () => undefined)).rejects.toThrow("stopped");
    const lines: string[] = [];
    let seconds = 0;
    await runTruthTasks(
      planted(made),
      (line) => void lines.push(line),
      () => (seconds += 20) * 1000,
    );
    expect(made).toEqual(["a", "b", "c"]);
    expect(lines).toEqual([
      "1 of 3 results are there",
      "draw 1, shared, b: 20 s; 1 left, 20 s",
      "draw 1, shared, c: 20 s; 0 left, 0 s",
    ]);
    expect(existsSync(join(folder, "c"))).toBe(true);
  });
});

describe("truthTasks()", () => {
  const tasksOf = (set: Readonly<Record<string, unknown>> = {}): TruthTask[] =>
    truthTasks({ draw: 1, seed: 5, foldId: "fold" }, truthConfigurations, set, "out");
  const find = (tasks: readonly TruthTask[], name: string, configuration?: string): string | undefined =>
    tasks.find((task) => task.name === name && task.configuration === configuration)?.file;

  test("the controls are trained once per draw, each arm once per configuration", () => {
    const tasks = tasksOf();
    for (const name of truthControls) expect(tasks.filter((task) => task.name === name)).toHaveLength(1);
    const isOfGenerator = ({ configuration }: TruthTask): boolean => configuration !== perfectGenerator;
    for (const name of truthArms)
      expect(tasks.filter((task) => task.name === name && isOfGenerator(task))).toHaveLength(
        truthConfigurations.length,
      );
    for (const name of perfectArms) expect(find(tasks, name, perfectGenerator)).toBeDefined();
    expect(new Set(tasks.map(({ file }) => file)).size).toBe(tasks.length);
  });

  test("another setting of the generators gives other results of the arms that need them, and of no other", () => {
    const [before, after] = [tasksOf(), tasksOf({ "gan.epochs": 3 })];
    expect(find(after, "original")).toBe(find(before, "original"));
    for (const name of ["generator 0", "synthetic", "measures", "fidelity"])
      expect(find(after, name, "quick")).not.toBe(find(before, name, "quick"));
  });

  test("every configuration has settings that exist, and the first is quick's", () => {
    expect(truthConfigurations[0]?.set).toEqual({});
    for (const { set } of truthConfigurations) expect(() => resolveSettings("quick", set)).not.toThrow();
    expect(new Set(truthConfigurations.map(({ name }) => name)).size).toBe(truthConfigurations.length);
  });

  test.each(truthConfigurations)(
    "the networks of every configuration are built, and go together: $name",
    ({ set }) => {
      const settings = resolveSettings("quick", set);
      const spec = generatorSpec(settings);
      if (isDiffusion(spec)) return void spec.denoiser(settings["data.size"], 2).dispose();
      const networks = buildNetworks(spec, settings["data.size"], 2);
      const options = { ...ganNumbers(settings), ...ganObjective(settings) };
      const penaltyWeight = settings["gan.penalty"] === "none" ? 0 : options.penaltyWeight;
      const normalisation = normalisationOf(spec, networks.discriminator);
      expect(() => assertCombines({ ...options, penaltyWeight }, normalisation)).not.toThrow();
      networks.generator.dispose();
      networks.discriminator.dispose();
    },
  );
});
