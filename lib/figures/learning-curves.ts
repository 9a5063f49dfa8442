import type { TrainedArm } from "../evaluation/train-arm";
import { curves } from "./curves";
import type { Counted, Drawing } from "./drawing";

/** Training and validation loss of each arm's classifier per epoch, with a line at the epoch that was kept. */
export function learningCurves(
  arms: readonly Pick<TrainedArm, "name" | "history">[],
  { n }: Counted,
): Drawing {
  return curves({
    name: "05-learning-curves",
    title: "Learning curves",
    n,
    note: "line: the epoch that was kept",
    curves: arms.flatMap(({ name: panel, history: { epochs } }) => [
      { series: "training", panel, values: epochs.map((e) => ({ x: e.epoch, y: e.trainLoss })) },
      { series: "validation", panel, values: epochs.map((e) => ({ x: e.epoch, y: e.validationLoss })) },
    ]),
    marks: arms.map(({ name, history }) => ({ x: history.bestEpoch, text: "kept", panel: name })),
    xTitle: "epoch",
    yTitle: "cross-entropy",
    columns: 3,
  });
}
