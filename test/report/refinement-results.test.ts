import { expect, test } from "vitest";
import type { RefinedJudgement } from "../../lib/evaluation";
import {
  describeVerdict,
  judgeRefinementCriteria,
  refinementResults,
  refinementRows,
} from "../../lib/report";

const kid = (value: number) => ({ value, low: value - 0.01, high: value + 0.01, nSynthetic: 20, nReal: 20 });
const per = (value: number) => ({ value, interval: [value - 0.01, value + 0.01] as const, n: 20 });
const judged: RefinedJudgement = {
  of: "degraded phantoms",
  n: 20,
  before: { kid: kid(0.2), c2st: undefined, edges: 0.1 },
  after: { kid: kid(0.1), c2st: undefined, edges: 0.15 },
  realEdges: 0.2,
  kidFall: 0.5,
  edgeGapClosed: 0.5,
  changes: [],
  change: 0.1,
  border: { ring: 0.1, interior: 0.2 },
  meanChange: per(0.1),
  errors: { before: 0.13, after: 0.08, rise: per(-0.05) },
  regions: { dice: per(0.9), shift: per(0.4), gone: 0.05 },
};

test("refinementResults() has each number once, with what it is of", () => {
  const results = refinementResults(judged, "fresh phantoms");
  const measures = results.map(({ measure }) => measure);
  expect(new Set(measures).size).toBe(measures.length);
  expect(results.find(({ measure }) => measure === "KID, degraded phantoms refined")).toMatchObject({
    value: 0.1,
    of: "images, against 20 fresh phantoms",
  });
  expect(results.find(({ measure }) => measure.startsWith("shift"))).toMatchObject(per(0.4));
  const { errors: _, regions: __, ...unknown } = judged;
  expect(refinementResults(unknown, "fresh phantoms").length).toBe(results.length - 5);
});

test("the criteria are those of a refiner: met, missed, and not to be told without a known truth", () => {
  const verdicts = (of: RefinedJudgement) => judgeRefinementCriteria(of).map(describeVerdict);
  expect(verdicts(judged)).toEqual(new Array<string>(5).fill("passed"));
  const failing = { kidFall: 0.3, edgeGapClosed: 0.2, meanChange: per(0.34) };
  const worse = {
    errors: { ...judged.errors!, rise: per(0.05) },
    regions: { ...judged.regions!, shift: per(2) },
  };
  expect(verdicts({ ...judged, ...failing, ...worse })).toEqual(new Array<string>(5).fill("failed"));
  expect(judgeRefinementCriteria(judged)[2]!.text).toBe(
    "mean change of a pixel, of the range (that of a perfect refiner is 0.07), asked below 0.15: 0.050 (0.045–0.055), n = 20",
  );
  const { errors: _, regions: __, kidFall: ___, ...unknown } = judged;
  expect(verdicts({ ...unknown, kidFall: undefined })).toEqual([
    ...["cannot tell", "passed", "passed", "cannot tell"],
  ]);
});

test("refinementRows() has two rows a set and one of the real images; of no set none", () => {
  const rows = refinementRows([judged, { ...judged, of: "DCGAN images" }]);
  expect(rows.map(({ images, edges }) => [images, edges])).toEqual([
    ["degraded phantoms", 0.1],
    ["degraded phantoms, refined", 0.15],
    ["DCGAN images", 0.1],
    ["DCGAN images, refined", 0.15],
    ["real", 0.2],
  ]);
  expect(refinementRows([])).toEqual([]);
});
