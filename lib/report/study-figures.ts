import type { ArmSummary } from "../evaluation";
import {
  confusion,
  countImages,
  curves,
  doseResponse,
  studyArms,
  studyDifferences,
  type Drawing,
} from "../figures";
import type { StudyResults } from "../study";

/** The figures of a study: differences to the original arm, measures, learning curves, calibration, confusion. */
export function studyFigures(results: StudyResults): Drawing[] {
  const n = countImages(results);
  const arms = results.curves.map(({ arm }) => arm);
  const matrices = results.summaries.filter((s) => arms.includes(s.name));
  const parts = [matrices.slice(0, 4), matrices.slice(4)].filter((part) => part.length > 0);
  return [
    ...[studyDifferences(results), doseResponse(results), studyArms(results)].filter(
      (drawing) => typeof drawing !== "string",
    ),
    ...(results.curves.length > 0
      ? [
          curves({
            name: "05-study-curves",
            title: "Learning curves, means over the folds",
            n,
            curves: results.curves.flatMap(({ arm, training, validation }) => [
              { series: "training", panel: arm, values: training },
              { series: "validation", panel: arm, values: validation },
            ]),
            xTitle: "epoch",
            yTitle: "cross-entropy",
            columns: 3,
          }),
        ]
      : []),
    ...(matrices.length > 0 ? [calibration(matrices, results)] : []),
    ...parts.map((part, i) =>
      confusion({
        name: `05-study-confusion-${i + 1}`,
        title: "Out-of-fold predictions of the first repeat",
        n,
        classes: results.classes,
        arms: part,
      }),
    ),
  ];
}

/**
 * Reliability diagrams: observed share over mean predicted probability, in five bins per arm; of the positive class, or of
 * every class against the rest where none is.
 */
function calibration(arms: readonly ArmSummary[], results: StudyResults): Drawing {
  const { classes, positive } = results;
  const of =
    positive === undefined ? "each class against the rest, all together" : `class ${classes[positive]}`;
  const diagonal = [0, 1].map((end) => ({ x: end, y: end }));
  return curves({
    name: "05-study-calibration",
    title: "Predicted probabilities, and how often they came true",
    n: countImages(results),
    note: `${of}; first repeat, five bins of equal number`,
    curves: arms.flatMap(({ name, calibration: bins }) => [
      {
        series: "predictions",
        panel: name,
        values: bins.map((b) => ({ x: b.meanPredicted, y: b.positives / b.n })),
      },
      { series: "perfectly calibrated", panel: name, values: diagonal },
    ]),
    xTitle: "mean predicted probability",
    yTitle: "share that are of the class",
    columns: 3,
    xDomain: [0, 1],
    yDomain: [0, 1],
  });
}
