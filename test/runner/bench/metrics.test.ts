import { describe, expect, test } from "vitest";
import { flagPlanted, isAsItShould } from "../../../lib/runner/bench/bench-metrics";
import { plantedCases } from "../../../lib/runner/bench/planted-cases";
import { toyHeads } from "../../quality/toy-heads";

describe("flagPlanted()", () => {
  test("every planted fault is flagged for each of three seeds, and no honest set", async () => {
    const draw = (count: number, seed: number) => Promise.resolve(toyHeads(count, seed));
    const counts = { train: 30, heldOut: 60, honest: 60 };
    // these heads are too smooth for a blur to be seen; radiomics, which take time: test/quality/panel/quality-panel.slow.test.ts
    const planted = plantedCases.filter(
      ({ name, detector }) => name !== "blur" && !detector.name.includes("radiomics"),
    );
    expect(planted.length).toBeGreaterThan(11);
    const rows = await flagPlanted([1, 2, 3], { planted, draw, counts });
    expect(rows.filter(({ isHonest }) => !isHonest).map(({ name }) => name)).toEqual(
      planted.map(({ name }) => name),
    );
    expect(rows.filter((row) => row.flagged !== (row.isHonest ? 0 : 3))).toEqual([]);
  });
});

test("isAsItShould() lets one honest set of twenty be flagged, and no planted fault be missed", () => {
  const row = { name: "", detector: "", seeds: 20 };
  expect(isAsItShould({ ...row, isHonest: true, flagged: 1 })).toBe(true);
  expect(isAsItShould({ ...row, isHonest: true, flagged: 2 })).toBe(false);
  expect(isAsItShould({ ...row, isHonest: false, flagged: 19 })).toBe(false);
});
