import { expect, test } from "vitest";
import { forestOutOfFold } from "../../lib/evaluation/forest-out-of-fold";
import { suspectedLabels } from "../../lib/evaluation/suspected-labels";
import { datasetOf } from "../data/made-dataset";
import { labels, pixels, size } from "./bright-thirds";

test("forestOutOfFold() and suspectedLabels() find wrong labels among three, and no right ones", () => {
  const wrong = ["i7", "i20", "i33", "i46"];
  const said = labels.map((label, i) => (wrong.includes(`i${i}`) ? (label + 1) % 3 : label));
  const slices = said.map((label) => ({ grey: new Uint8Array(1), width: 1, height: 1, label }));
  const dataset = { ...datasetOf(slices), classes: ["upper", "middle", "lower"], positive: undefined };
  const preprocessed = { dataset, size, pixels, fingerprint: "", steps: [] };
  const answers = forestOutOfFold(
    preprocessed,
    slices.map((_, i) => `g${i}`),
    1,
  );
  const found = suspectedLabels(answers, ["forest"]).map(({ id }) => id);
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(wrong).toEqual(expect.arrayContaining(found));
});
