import type { TrainedGan } from "../training/trained-gan";
import { curves } from "./curves";
import type { Drawing } from "./drawing";

type Gan = Pick<TrainedGan, "name" | "heldOut" | "ending">;

/** KID is shown up to here, or to four times its lowest: an untrained generator's would hide all that follows. */
const highestKid = 0.1;

/**
 * KID and coverage on validation images while training, a panel of each per GAN, with a line at the best measurement and
 * what one standard error lies above KID.
 * @param options n: number of validation images that it was measured on, in words
 * @returns words where nothing was measured
 */
export function heldOutCurves(gans: readonly Gan[], { n }: { readonly n: string }): Drawing | string {
  const measured = gans.filter(({ heldOut = [] }) => heldOut.length > 0);
  if (measured.length === 0)
    return "nothing was measured: too few validation images in a class, or gan.measureEvery is 0";
  return curves({
    name: "02-held-out",
    title: "On validation images while training",
    n,
    note: "coverage is 0.5 where samples are as good as real images",
    curves: measured.flatMap(({ name, heldOut = [] }) => {
      const most = Math.max(highestKid, 4 * Math.min(...heldOut.map(({ kid }) => kid)));
      const shown = heldOut.filter(({ kid }) => kid <= most);
      const panel = `${name}: KID`;
      return [
        { series: "KID", panel, values: shown.map((p) => ({ x: p.epoch, y: p.kid })) },
        {
          series: "KID + 1 standard error",
          panel,
          values: shown.map((p) => ({ x: p.epoch, y: p.kid + p.kidError })),
        },
        {
          series: "coverage",
          panel: `${name}: coverage`,
          values: heldOut.map((p) => ({ x: p.epoch, y: p.coverage })),
        },
      ];
    }),
    marks: measured.flatMap(({ name, ending }) =>
      ending?.bestEpoch === undefined
        ? []
        : ["KID", "coverage"].map((of) => ({
            x: ending.bestEpoch!,
            text: ending.kept === "best" ? "best, used" : "best",
            panel: `${name}: ${of}`,
          })),
    ),
    xTitle: "epoch",
    yTitle: "",
  });
}
