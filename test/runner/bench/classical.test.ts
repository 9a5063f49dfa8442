import { expect, test } from "vitest";
import { judgeClassical } from "../../../lib/runner/bench/bench-classical";

test("classical augmentation has to help in four of five draws; none gained is none helped", () => {
  const of = (...gains: number[]) => judgeClassical(gains.map((gain) => ({ gain })));
  expect(of(0.1, 0.02, -0.1, 0.001, 0.3)).toEqual({
    isPassed: true,
    text: "it helped in 4 of 5 draws, 4 are asked for: passed",
  });
  expect(of(0.1, 0.02, -0.1, 0, 0.3)).toEqual({
    isPassed: false,
    text: "it helped in 3 of 5 draws, 4 are asked for: failed",
  });
});
