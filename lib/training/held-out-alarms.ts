import { mean } from "../core/arrays";
import type { EpochLosses } from "./epoch-losses";
import type { Alarm, AlarmOptions } from "./gan-alarms";
import type { GanLoss } from "./gan-loss";
import type { HeldOutPoint } from "./judge-curve";
import { lossLimits } from "./loss-limits";
import { lossWithoutPenalty } from "./loss-without-penalty";

/** Steps over which a loss is averaged, and over which a discriminator that cannot tell must have been so. */
const steps = { mean: 200, lost: 500 };
/** Looks that are averaged: these are compared with as many before them. */
const looks = 3;

/** A curve and the losses beside it, as one rule sees them. */
interface Seen {
  readonly curve: readonly HeldOutPoint[];
  readonly last: HeldOutPoint;
  /** The discriminator's loss without its penalty, over the last so many steps. */
  loss(over: number): number;
  /** That loss where it cannot tell. */
  readonly equilibrium: number;
  readonly of: GanLoss;
  readonly limits: NonNullable<GanLoss["alarms"]>;
}

/**
 * Alarms that need held-out images. They read outputs of the discriminator, KID and C2ST, never the generator's loss,
 * whose zero means nothing in half of the losses; the limits are the loss's own (`alarms`), a loss without them gets only
 * the first:
 * - past its best: over the last three looks KID lay more than two standard errors above its lowest;
 * - discriminator wins: of a loss by margins, it keeps them all while KID is past its best; of a potential, the estimate of
 *   the distance on training images has risen by a tenth, that on held-out ones fallen by a tenth, three looks against
 *   the three before;
 * - discriminator has lost: for 500 steps its loss has lain at `equilibrium`, and at their looks, two at least, its outputs
 *   spread by less than 0.05 (of a potential the loss alone), while a classifier tells samples from held-out images (C2ST
 *   above 0.6). Where that classifier cannot tell either: balance, which is no fault;
 * - learned by heart: outputs on training images lie above those on held-out ones by more than `byHeart`, and by more than
 *   three looks before; where an output means "cannot tell", less than half of the held-out images lie above it too.
 *
 * A few images bear it all: of 17 a C2ST has a standard error of 0.09.
 *
 * Source: Gulrajani et al. 2017, "meaningful loss curves and detecting overfitting", for the critic's estimate on held-out
 * images; the limits are choices, from no paper.
 */
export function heldOutAlarms(
  curve: readonly HeldOutPoint[],
  history: readonly EpochLosses[],
  options: AlarmOptions,
): Alarm[] {
  const { loss } = options;
  const last = curve.at(-1);
  if (!last) return [];
  const perEpoch = last.step / last.epoch;
  const alone = (over: number): number =>
    mean(history.slice(-Math.max(1, Math.round(over / perEpoch))), (l) => lossWithoutPenalty(l, options));
  const { alarms: limits } = loss;
  const { equilibrium } = lossLimits(loss, options);
  const rules = limits ? [discriminatorWins, discriminatorLost, learnedByHeart] : [];
  const found = limits
    ? rules.flatMap((rule) => rule({ curve, last, loss: alone, equilibrium, of: loss, limits }) ?? [])
    : [];
  return found.some((alarm) => alarm.kind === "discriminator wins") ? found : [...found, ...pastBest(curve)];
}

/** The lowest KID, where the last three looks all lie above it by more than two standard errors. */
function lowestLeft(curve: readonly HeldOutPoint[]): HeldOutPoint | undefined {
  const lowest = curve.reduce((a, b) => (b.kid < a.kid ? b : a));
  const isLeft = curve.slice(-looks).every((p) => p.kid > lowest.kid + 2 * lowest.kidError);
  return curve.length > looks && isLeft ? lowest : undefined;
}

function pastBest(curve: readonly HeldOutPoint[]): Alarm[] {
  const lowest = lowestLeft(curve);
  if (!lowest) return [];
  return [
    {
      kind: "past its best",
      text: `past its best: KID on held-out images was ${lowest.kid.toPrecision(2)} in epoch ${lowest.epoch} and is ${curve.at(-1)!.kid.toPrecision(2)}: set gan.keep=best, or lower the learning rate`,
    },
  ];
}

/** Mean over the last three looks, and over the three before; NaN where there are not so many. */
function recent(
  curve: readonly HeldOutPoint[],
  of: (p: HeldOutPoint) => number,
): [now: number, before: number] {
  if (curve.length < 2 * looks) return [NaN, NaN];
  return [mean(curve.slice(-looks), of), mean(curve.slice(-2 * looks, -looks), of)];
}

function discriminatorWins({ curve, loss, of, limits }: Seen): Alarm | undefined {
  const margins = limits.keepsMarginsBelow;
  const lowest = lowestLeft(curve);
  if (margins !== undefined && loss(steps.mean) < margins && lowest)
    return {
      kind: "discriminator wins",
      text: `the discriminator wins: it keeps every margin (loss ${loss(steps.mean).toFixed(2)}) and KID on held-out images has risen since epoch ${lowest.epoch}: lower the learning rate, or raise the noise`,
    };
  if (of.boundary !== "none") return undefined;
  const [train, trainBefore] = recent(curve, ({ outputs }) => outputs.train - outputs.fake);
  const [heldOut, heldOutBefore] = recent(curve, ({ outputs }) => outputs.heldOut - outputs.fake);
  const hasRisen = train > trainBefore + 0.1 * Math.abs(trainBefore); // an estimate may be below 0
  const hasFallen = heldOut < heldOutBefore - 0.1 * Math.abs(heldOutBefore);
  if (!hasRisen || !hasFallen) return undefined;
  return {
    kind: "discriminator wins",
    text: `the critic wins: its estimate has risen to ${train.toPrecision(2)} on training images and fallen to ${heldOut.toPrecision(2)} on held-out ones: raise the penalty's weight, or lower gan.criticSteps`,
  };
}

function discriminatorLost({ curve, last, loss, equilibrium, of, limits }: Seen): Alarm | undefined {
  // two looks at least, however far apart: one says nothing of 500 steps
  const inside = curve.filter((p, i) => p.step > last.step - steps.lost || i >= curve.length - 2);
  const isLong = last.step >= steps.lost && inside.length > 1;
  const cannotTell = Math.abs(loss(steps.lost) - equilibrium) < limits.balance;
  const isFlat = of.boundary === "none" || inside.every(({ outputs }) => outputs.spread < 0.05);
  if (!isLong || !cannotTell || !isFlat) return undefined;
  const c2st = mean(inside, (p) => p.c2st);
  const seen = `the discriminator cannot tell (loss ${loss(steps.lost).toPrecision(3)} for ${steps.lost} steps)`;
  return c2st > 0.6
    ? {
        kind: "discriminator has lost",
        text: `${seen}, a classifier can (C2ST ${c2st.toFixed(2)} on held-out images): lower the noise or the penalty's weight, or raise gan.criticSteps`,
      }
    : {
        kind: "balance",
        text: `${seen}, nor can a classifier (C2ST ${c2st.toFixed(2)} on held-out images): the pair is in balance; end the training here, or lower the learning rate`,
      };
}

function learnedByHeart({ curve, of, limits }: Seen): Alarm | undefined {
  const [gap, before] = recent(curve, ({ outputs }) => outputs.train - outputs.heldOut);
  const [estimate] = recent(curve, ({ outputs }) => outputs.train - outputs.fake);
  const [real] = recent(curve, ({ outputs }) => outputs.heldOutReal ?? 0);
  const limit = of.boundary === "none" ? limits.byHeart * Math.abs(estimate) : limits.byHeart;
  if (!(gap > limit && gap > before && real < 0.5)) return undefined;
  return {
    kind: "learned by heart",
    text: `the discriminator has learned its training images by heart: its outputs on them lie ${gap.toPrecision(2)} above those on held-out images, and the gap grows: raise the noise, set gan.augmentation=diffaugment, or lower gan.epochs`,
  };
}
