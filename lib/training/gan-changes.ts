import type { GanOptions } from "./gan-options";

/** What may be another when an interrupted training goes on. */
const changeable = ["learningRate", "penaltyWeight", "flipProbability", "noise", "ema", "epochs"] as const;

/** The values a training is run with. */
export type GanValues = Readonly<Record<(typeof changeable)[number], number>>;

/** One value that was changed between an interruption and going on. */
export interface GanChange {
  readonly option: keyof GanValues;
  readonly from: number;
  readonly to: number;
  /** The epoch in which the new value began to count. */
  readonly epoch: number;
  /** Steps that were taken with the old value, or one before it. */
  readonly step: number;
}

/** The values that may be changed, as they are now. */
export function ganValues(options: GanOptions): GanValues {
  return Object.fromEntries(changeable.map((key) => [key, options[key]])) as GanValues;
}

/** The numbers and names that training cannot resume without; `ganKey` holds the loss and the penalty. */
export function lastingOptions(options: GanOptions): readonly (readonly [string, unknown])[] {
  const free = new Set<string>([...changeable, "loss", "penalty", "checkpointEvery", "mayChange", "folder"]);
  return Object.entries(options)
    .filter(([key]) => !free.has(key))
    .sort(([a], [b]) => a.localeCompare(b));
}

/** What is another now than when the training was interrupted. @param at where it goes on */
export function ganChanges(
  before: GanValues,
  now: GanValues,
  at: { readonly epoch: number; readonly step: number },
): GanChange[] {
  return changeable
    .filter((option) => before[option] !== now[option])
    .map((option) => ({ option, from: before[option], to: now[option], ...at }));
}

/** `learningRate 0.0005 -> 0.001 from epoch 12` */
export function described({ option, from, to, epoch }: GanChange): string {
  return `${option} ${from} -> ${to} from epoch ${epoch}`;
}
