import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Run } from "../../lib/core";
import { recordArms, recordGans, recordPanel, recordRelated, recordTsne } from "../../lib/report";
import { readMetrics } from "../../lib/report/metrics";
import {
  dataOf,
  foundOf,
  ganOf,
  openTestRun,
  recordAll,
  recordFirst,
  recordResults,
  resultOf,
  threeArms,
  recordMadePanel,
} from "./recorded";

let out: string;
let run: Run;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "record-"));
  run = openTestRun(out);
});
afterEach(() => rmSync(out, { recursive: true }));

const recorded = () => readMetrics(run.path("metrics.json"));
const text = () => readFileSync(run.path("metrics.json"), "utf8");

test("a part recorded keeps the parts before it and drops those that follow from it", async () => {
  await recordAll(run);
  recordGans(run, [ganOf("normal", 0)]);
  expect(Object.keys(recorded() ?? {})).toEqual(["profile", "seed", "data", "split", "gans"]);
  recordResults(run, threeArms);
  expect(Object.keys(recorded() ?? {})).toEqual(["profile", "seed", "data", "split", "gans", "arms"]);
  recordFirst(run, await dataOf());
  expect(Object.keys(recorded() ?? {})).toEqual(["profile", "seed", "data", "split"]);
});

test("recordRelated() puts a system beside the parts; it goes with the split, not with what notebooks 02 to 05 record", async () => {
  recordFirst(run, await dataOf());
  recordRelated(run, { system: "pggan", ...foundOf(0.25) });
  recordRelated(run, { system: "simgan", ...foundOf(0.5) });
  recordRelated(run, { system: "pggan", ...foundOf(1 / 3) });
  recordGans(run, [ganOf("normal", 0)]);
  expect(recorded()?.related).toEqual({ pggan: foundOf(0.333333333333), simgan: foundOf(0.5) });
  expect(Object.keys(recorded() ?? {})).toEqual(["profile", "seed", "data", "split", "gans", "related"]);
  recordFirst(run, await dataOf());
  expect(recorded()).not.toHaveProperty("related");
});

test("recordRelated() refuses a number that JSON cannot hold", () => {
  expect(() => recordRelated(run, { system: "pggan", ...foundOf(NaN) })).toThrow(
    "Cannot record pggan: KID is NaN, 0.1, 0.9, expected finite numbers.",
  );
});

test("numbers keep 12 digits, so that differences of the last bits leave the file as it was", () => {
  const plane = { name: "pixels", embedding: { n: 3 }, trustworthiness: 1 / 3, kl: 1 };
  recordTsne(run, [plane]);
  const first = text();
  expect(recorded()?.tsne?.[0]?.trustworthiness).toBe(0.333333333333);
  recordTsne(run, [{ ...plane, trustworthiness: 1 / 3 + 1e-15 }]);
  expect(text()).toBe(first);
});

test("recordPanel() writes each row, null where a set has no value, and what GAN-train and GAN-test say", () => {
  recordMadePanel(run, ["normal", "hemorrhage"]);
  const { rows, fidelity } = recorded()!.panel!;
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatchObject({ class: "hemorrhage", synthetic: 1.25, real: 0.75, untrained: null, n: 12 });
  expect(fidelity).toEqual({
    ganTest: 0.9,
    realTest: 0.8,
    ganTrain: 0.7,
    realTrain: 0.6,
    reading: "few modes",
  });
  recordPanel(run, { rows: [], fidelity: undefined });
  expect(recorded()!.panel).toEqual({ rows: [], fidelity: null });
});

test("recordArms() writes counts of two classes, the confusion matrix of more, and one verdict", () => {
  recordResults(run, threeArms);
  const [arm] = recorded()?.arms ?? [];
  expect(arm).toMatchObject({
    ...{ name: "original", n: 144, test: 22, accuracy: 0.772727272727, epochs: 2 },
    counts: { truePositive: 8, falseNegative: 3, falsePositive: 2, trueNegative: 9 },
  });
  expect(arm?.intervals.accuracy?.[0]).toBeCloseTo(0.5656, 3);
  expect(arm).not.toHaveProperty("confusion");
  expect(new Set(recorded()?.arms?.map((a) => a.answer)).size).toBe(1);
  const result = resultOf("original", 144, [8, 3, 2, 9]);
  const matrix = [
    [4, 0, 1],
    [0, 5, 0],
    [1, 0, 3],
  ];
  recordResults(run, [{ ...result, matrix, counts: undefined }]);
  expect(recorded()?.arms?.[0]).toMatchObject({ confusion: matrix });
  expect(recorded()?.arms?.[0]).not.toHaveProperty("counts");
});

test("recordGans() writes the last epoch's losses, changes only where there are some, and refuses an untrained GAN", () => {
  const changes = [{ option: "learningRate", from: 1, to: 2, epoch: 1, step: 5 }] as const;
  recordGans(run, [ganOf("normal", 0), { ...ganOf("hemorrhage", 1), changes }]);
  const [first, second] = recorded()?.gans ?? [];
  expect(first?.losses).toEqual({ epoch: 1, discriminator: 1.5, generator: 0.25, penalty: 0.125 });
  expect(first).not.toHaveProperty("changes");
  expect(second?.changes).toEqual(changes);
  expect(() => recordGans(run, [{ ...ganOf("normal", 0), history: [] }])).toThrow("no epoch of normal");
});

test("recordArms() refuses a result of an arm that was not trained", () => {
  expect(() => recordArms(run, threeArms, [])).toThrow('no trained arm "original"');
});
