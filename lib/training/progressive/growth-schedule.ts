import { fail, sum } from "../../core";
import { sides, type GrowthStage } from "../../models";

/** A stretch of a growing training: layers of one side fading in, or stable. */
export interface GrowthPhase extends GrowthStage {
  /** Real images shown in all when it begins, and when it ends. */
  readonly from: number;
  readonly to: number;
}

/** A growing training from its first side to its last. */
export interface GrowthSchedule {
  /** Side of the finished images in pixels. */
  readonly size: number;
  /** In order, without gaps; the first one is stable. */
  readonly phases: readonly GrowthPhase[];
  /** Real images shown in all. */
  readonly images: number;
}

/** Amounts of a schedule. */
export interface GrowthOptions {
  /** Side of the finished images: a power of two from 4 to 1,024. */
  readonly size: number;
  /** Real images shown while a side's layers are stable, and while they fade in. 600,000 each in the paper. */
  readonly stable: number;
  readonly fade: number;
  /** The first side, 4 by default. `size`: nothing grows, and all images are shown at that side. */
  readonly first?: number;
}

/**
 * The schedule from the first side to the last: stable at the first, then twice the side fading in and stable, and so on.
 * What is counted is real images shown, whatever the batch.
 *
 * @throws RangeError for a side that is no power of two, or amounts that are no whole numbers above 0
 * Source: Karras et al. 2018, section 2 and appendix A.
 */
export function growthSchedule({ size, stable, fade, first = 4 }: GrowthOptions): GrowthSchedule {
  refuseSide(size, "size");
  refuseSide(first, "first");
  if (first > size)
    fail(action, `first ${first} above size ${size}`, `at most ${size}`, "Leave first out.", RangeError);
  for (const [name, amount] of Object.entries({ stable, fade }))
    if (!Number.isSafeInteger(amount) || amount < 1)
      fail(action, `${name} ${amount}`, "a whole number above 0", "Give a number of images.", RangeError);
  const phases: GrowthPhase[] = [];
  const add = (side: number, isFading: boolean): void => {
    const from = phases.at(-1)?.to ?? 0;
    phases.push({ side, isFading, from, to: from + (isFading ? fade : stable) });
  };
  for (const side of sides(first, size)) {
    if (side > first) add(side, true);
    add(side, false);
  }
  return { size, phases, images: phases.at(-1)!.to };
}

const action = "grow a GAN";

function refuseSide(side: number, name: string): void {
  if (Number.isInteger(Math.log2(side)) && side >= 4 && side <= 1024) return;
  fail(
    action,
    `${name} ${side}`,
    "a power of two from 4 to 1024",
    "Set data.size to 32, 64, 128 or 256.",
    RangeError,
  );
}

/** Where a training is. */
export interface GrowthPoint {
  /** Index of the phase. */
  readonly index: number;
  readonly phase: GrowthPhase;
  /** Share of the new layers: 0 when they begin to fade in, 1 when they are stable. */
  readonly alpha: number;
}

/** Where a training is after some real images were shown; after the schedule's end, in its last phase. */
export function growthAt({ phases }: GrowthSchedule, shown: number): GrowthPoint {
  const index = phases.findLastIndex(({ from }) => from <= shown);
  const phase = phases[index]!;
  return { index, phase, alpha: alphaIn(phase, shown) };
}

/** Share of the new layers in a phase, in [0, 1]; 1 in a stable one. */
export function alphaIn({ isFading, from, to }: GrowthPhase, shown: number): number {
  return isFading ? Math.min(1, Math.max(0, (shown - from) / (to - from))) : 1;
}

/**
 * The time that the first `shown` real images of a schedule take, in units of one image of 4 x 4: a part that is the same at each
 * side, and one that grows with the pixels. Measured with 64 maps, in batches of 8: a step at 32 x 32 took some eight times as
 * long as one at 4 x 4 or 8 x 8.
 */
export function growthWork({ phases, images }: GrowthSchedule, shown: number): number {
  const cost = (side: number): number => (100 + side ** 2) / 116;
  const within = phases.map(({ side, from, to }) => cost(side) * Math.max(0, Math.min(to, shown) - from));
  return sum(within) + cost(phases.at(-1)!.side) * Math.max(0, shown - images);
}
