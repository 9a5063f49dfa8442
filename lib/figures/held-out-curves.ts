import { mean } from "../core/arrays";
import type { TrainedGan } from "../training/trained-gan";
import { curves } from "./curves";
import type { Drawing } from "./drawing";

type Gan = Pick<TrainedGan, "name" | "heldOut" | "denoising" | "ending">;

/** KID is shown up to here, or to four times its lowest: an untrained generator's would hide all that follows. */
const highestKid = 0.1;

/**
 * Looks at validation images while training, with a line at the best one. Of a GAN KID, with what one standard error lies
 * above it, and coverage; of a diffusion model the loss on validation and on training images, at much and at little noise.
 * @param options n: number of validation images that it was measured on, in words
 * @returns words where nothing was measured
 */
export function heldOutCurves(gans: readonly Gan[], { n }: { readonly n: string }): Drawing | string {
  const drawn = gans.map((gan) => ({ ...gan, curves: [...nearness(gan), ...denoising(gan)] }));
  if (drawn.every((gan) => gan.curves.length === 0))
    return "nothing was measured: too few validation images in a class, or gan.measureEvery is 0";
  return curves({
    name: "02-held-out",
    title: "On validation images while training",
    n,
    note: drawn.some(({ heldOut = [] }) => heldOut.length > 0)
      ? "coverage by the nearest neighbour alone: 0.5 where samples are as good as real images"
      : "training images: as many, at the same times and with the same noise",
    curves: drawn.flatMap((gan) => gan.curves),
    marks: drawn.flatMap(({ ending, curves }) =>
      ending?.bestEpoch === undefined
        ? []
        : [...new Set(curves.map(({ panel }) => panel))].map((panel) => ({
            x: ending.bestEpoch!,
            text: ending.kept === "best" ? "best, used" : "best",
            panel,
          })),
    ),
    xTitle: "epoch",
    yTitle: "",
  });
}

interface Curve {
  readonly series: string;
  readonly panel: string;
  readonly values: readonly { readonly x: number; readonly y: number }[];
}

function nearness({ name, heldOut = [] }: Gan): Curve[] {
  if (heldOut.length === 0) return [];
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
}

function denoising({ name, denoising: looks = [] }: Gan): Curve[] {
  if (looks.length === 0) return [];
  const halves = [
    { half: "little noise", of: (quarters: readonly number[]) => quarters.slice(0, 2) },
    { half: "much noise", of: (quarters: readonly number[]) => quarters.slice(2) },
  ];
  return halves.flatMap(({ half, of }) =>
    (["heldOut", "train"] as const).map((part) => ({
      series: part === "heldOut" ? "loss on validation images" : "loss on training images",
      panel: `${name}: ${half}`,
      values: looks.map((look) => ({ x: look.epoch, y: mean(of(look[part])) })),
    })),
  );
}
