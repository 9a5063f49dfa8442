import { ganSettings, type GanSetting } from "../core";
import { ganNumberNames, type GanNumbers, type GanOptions } from "./gan-options";

/** The values that may differ when training resumes, by option. */
export type GanValues = Partial<GanNumbers>;

/** One value that was changed between an interruption and resuming. */
export interface GanChange {
  readonly option: keyof GanNumbers;
  readonly from: number;
  readonly to: number;
  /** The epoch in which the new value began to count. */
  readonly epoch: number;
  /** Steps that were taken with the old value, or one before it. */
  readonly step: number;
}

const resumeRule = (option: string): GanSetting["resume"] | undefined =>
  (ganSettings as Readonly<Record<string, GanSetting>>)[`gan.${option}`]?.resume;

/** Options that may differ when training resumes: each change is recorded. */
const changeable = ganNumberNames.filter((option) => resumeRule(option) === "recorded");

/** The values that may be changed, as they are now. */
export function ganValues(options: GanOptions): GanValues {
  return Object.fromEntries(changeable.map((option) => [option, options[option]]));
}

/** The options that training cannot resume without; `ganKey` holds the loss and the penalty. */
export function fixedOptions(options: GanOptions): readonly (readonly [string, unknown])[] {
  const others = ["loss", "penalty", "folder", "logs", "allowOptionChanges"];
  return Object.entries(options)
    .filter(([option]) => (resumeRule(option) ?? "fixed") === "fixed" && !others.includes(option))
    .sort(([a], [b]) => a.localeCompare(b));
}

/** Options that differ from when training was interrupted. @param at where it resumes */
export function ganChanges(
  before: GanValues,
  now: GanValues,
  at: { readonly epoch: number; readonly step: number },
): GanChange[] {
  return changeable
    .map((option) => ({ option, from: before[option] ?? NaN, to: now[option] ?? NaN, ...at }))
    .filter(({ from, to }) => from !== to);
}

/** `learningRate 0.0005 -> 0.001 from epoch 12` */
export function formatChange({ option, from, to, epoch }: GanChange): string {
  return `${option} ${from} -> ${to} from epoch ${epoch}`;
}
