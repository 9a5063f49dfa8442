import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mcnemar } from "../../lib/statistics/mcnemar";
import golden from "../golden/distributions.json";

const { mcnemar_exact: cases } = JSON.parse(readFileSync("test/golden/mcnemar.json", "utf8")) as {
  mcnemar_exact: { b: number; c: number; p_exact: number }[];
};

test.each(cases)("mcnemar($b, $c) equals the exact binomial test", ({ b, c, p_exact }) => {
  expect(mcnemar(b, c)).toBeCloseTo(p_exact, 9);
  expect(mcnemar(c, b)).toBe(mcnemar(b, c));
});

test.each(golden.mcnemar)(
  "mcnemar($gained, $lost) is SciPy's two-sided binomial test",
  ({ gained, lost, p }) => {
    expect(mcnemar(gained, lost) / p).toBeCloseTo(1, 11);
  },
);

test("mcnemar() of many changed outcomes does not underflow: as many gains as losses are no difference", () => {
  expect(mcnemar(600, 600)).toBe(1);
  expect(mcnemar(700, 500)).toBeCloseTo(8.6e-9, 9);
});
