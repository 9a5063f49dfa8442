import { expect, test } from "vitest";
import { tableOneRows } from "../../lib/evaluation";
import { arm } from "./made-arm";

test("tableOneRows() sets ours above the paper's, with intervals, and says what the paper's rates imply", () => {
  const rows = tableOneRows([arm("original", "+".repeat(17) + "-".repeat(5))]);
  expect(rows.map(({ arm: name, source }) => [name, source])).toEqual([
    ["original", "here"],
    ["original", "paper, 22 head-CT slices"],
    ["synthetic", "paper, 22 head-CT slices"],
    ["original+synthetic", "paper, 22 head-CT slices"],
  ]);
  expect(rows[0]).toMatchObject({ accuracy: "0.77 (0.57–0.90)", "prevalence it implies": undefined });
  expect(rows[1]).toMatchObject({ accuracy: "0.7651", sensitivity: "0.7237", specificity: "0.8304" });
  expect(rows[2]?.["prevalence it implies"]).toBeCloseTo(-0.32, 2); // no data set has such a share
  expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1); // columns of one table
});
