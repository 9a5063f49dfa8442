import { expect, test } from "vitest";
import { studyFigures } from "../../lib/report/study-figures";
import type { StudyResults } from "../../lib/study";

/** One finished arm of a study of these classes. */
function resultsOf(classes: readonly string[], positive?: number): StudyResults {
  const calibration = [{ n: 4, meanPredicted: 0.4, positives: 2 }];
  const matrix = classes.map((_, i) => classes.map((__, j) => Number(i === j)));
  return {
    images: 9,
    groups: { origin: "given", count: 4 },
    classes,
    positive,
    comparisons: [],
    doseCurves: [],
    curves: [{ arm: "original", training: [1, 0.5], validation: [1, 0.6] }],
    summaries: [{ name: "original", values: [], calibration, matrix }],
  } as unknown as StudyResults;
}

test.each([
  [["normal", "hemorrhage"], 1, "class hemorrhage"],
  [["a", "b", "c"], undefined, "each class against the rest, all together"],
])(
  "studyFigures() says whose probabilities the calibration of %j shows",
  async (classes, positive, words) => {
    const drawn = await Promise.all(
      studyFigures(resultsOf(classes, positive)).map((draw) => draw({ dataName: "d", seed: 1 })),
    );
    const found = drawn.find(({ name }) => name === "05-study-calibration");
    expect(found?.subtitle).toContain(`9 images in 4 groups · seed 1 · ${words};`);
  },
);
