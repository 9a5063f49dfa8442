import { fail, ganSettings } from "../../core";
import type { GanNumbers, GanOptions } from "../gan-options";

/** Options of a GAN of fixed size that a growing pair has no use for, at the values by which they are off. */
const off = {
  criticSteps: 1,
  flipProbability: 0,
  historicalAveraging: 0,
  minibatchKernels: 0,
  noise: 0,
  patience: 0,
  penaltyEvery: 1,
  referenceBatch: 0,
  smoothing: 0,
} as const satisfies Partial<GanNumbers>;

/**
 * Refuses options of a GAN's training that a growing pair would leave out in silence. The value that a profile has by default
 * is nobody's choice and is left out: `gan.noise` and `gan.flipProbability` are of the paper that this project repeats.
 *
 * @throws InputError with the setting's name
 */
export function refuseForeignOptions(action: string, options: GanOptions): void {
  const refuse = (setting: string, expected: string): never =>
    fail(
      action,
      setting,
      `${expected}: a growing pair is trained without`,
      `Leave ${setting.split("=")[0]} out.`,
    );
  const { augmentation = [], keep = "last" } = options;
  if (augmentation === "adaptive") refuse("gan.augmentation=ada", "none");
  if (augmentation.length > 0) refuse("gan.augmentation=diffaugment", "none");
  if (keep !== "last") refuse(`gan.keep=${keep}`, "last");
  if (options.isDiffusion) refuse("gan.network=diffusion", "another network");
  for (const name of Object.keys(off) as (keyof typeof off)[]) {
    const { values } = ganSettings[`gan.${name}`];
    if (![off[name], ...values].includes(options[name]))
      refuse(`gan.${name}=${options[name]}`, `${off[name]}`);
  }
}
