import type { TrainedGan } from "../training/trained-gan";
import { curves } from "./curves";
import type { Drawing } from "./drawing";

const players = ["discriminator", "generator", "penalty"] as const;
/** The first epochs of a fresh discriminator are so high that nothing else could be seen. */
const hidden = { epochs: 5, ofMoreThan: 50 };

type Gan = Pick<TrainedGan, "name" | "spec" | "trainIds" | "history" | "changes">;

/** Mean losses of each epoch, one panel per GAN, with a line where an option was changed while it trained. */
export function lossCurves(gans: readonly Gan[]): Drawing {
  const specs = [...new Set(gans.map((g) => g.spec))].join(" and ");
  return curves({
    name: "02-losses",
    title: "Losses while training",
    n: `${gans.map((g) => g.trainIds.length).join(" + ")} training images`,
    note: `network ${specs}`,
    curves: gans.flatMap(({ name, history }) =>
      players
        .filter((series) => history.some((losses) => losses[series] !== 0))
        .map((series) => ({
          series,
          panel: name,
          values: history
            .slice(history.length > hidden.ofMoreThan ? hidden.epochs : 0)
            .map((losses) => ({ x: losses.epoch, y: losses[series] })),
        })),
    ),
    marks: gans.flatMap(({ name, changes }) =>
      changes.map((c) => ({ x: c.epoch, text: `${c.option} ${c.to}`, panel: name })),
    ),
    xTitle: "epoch",
    yTitle: "mean loss of the epoch",
  });
}
