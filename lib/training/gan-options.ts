import type { BoundingBox } from "../data/boxes/bounding-box";
import { ganSettings, type Run, type Settings } from "../core";
import { diffAugment, type AugmentationName } from "./augmentation/augmentation";
import { assertCombines } from "./combinations";
import type { GanLoss } from "./gan-loss";
import { byFeatures, ganLosses } from "./gan-losses";
import { ganPenalties } from "./gan-penalties";
import type { GanPenalty } from "./gan-penalty";

type Table = typeof ganSettings;

/** The options that are numbers, as lib/core/gan-settings.ts defines them: `epochs`, `learningRate`, `noise` ... */
export type GanNumbers = {
  readonly [
    K in keyof Table as Table[K]["kind"] extends "choice"
      ? never
      : K extends `gan.${infer Name}`
        ? Name
        : never
  ]: number;
};

/** Options of one GAN's training; made from a run's settings by `ganOptions`, or by hand. */
export interface GanOptions extends GanNumbers {
  /** Losses of the two networks. */
  readonly loss: GanLoss;
  /** Term added to the discriminator's loss, times `penaltyWeight`; left out with a weight of 0. */
  readonly penalty: GanPenalty;
  /** Applied to all that the discriminator sees: see `diffAugment`, or `adaptiveAugmentation`; by default nothing. */
  readonly augmentation?: readonly AugmentationName[] | "adaptive";
  /** Which generator is saved: the last (default), or the best on held-out images. */
  readonly keep?: Settings["gan.keep"];
  /** True: of a diffusion model, which loss, penalty and what belongs to a discriminator do not concern. */
  readonly isDiffusion?: boolean;
  readonly seed: number;
  /** The classes' names by label, for a conditional pair, which is trained on all of them. */
  readonly classes?: readonly string[] | undefined;
  /** The boxes of each training image, for a pair told boxes. */
  readonly boxes?: readonly (readonly BoundingBox[])[] | undefined;
  /** Of a pair told boxes, see `GanStepOptions` and, of a growing pair, `ProgressiveStepOptions`. */
  readonly mismatchWeight?: number | undefined;
  /** The class's name: of the files, the random streams, the progress line. */
  readonly name: string;
  /** Folder of the .h5 files and the checkpoint. */
  readonly folder: string;
  /** Folder of the training's TensorBoard log; absent: there is none. */
  readonly logs?: string;
  /**
   * May an interrupted training resume with other values of the options that gan-settings.ts marks `recorded`? Then
   * gan.json says so. By default yes; no in a headless run, where equal settings mean equal results.
   */
  readonly allowOptionChanges?: boolean;
}

/** The names of the options that are numbers, in the order of the settings. */
export const ganNumberNames = Object.entries(ganSettings)
  .filter(([, { kind }]) => kind !== "choice")
  .map(([key]) => key.slice("gan.".length) as keyof GanNumbers);

/** The options that are numbers, of a run's settings. */
export function ganNumbers(settings: Settings): GanNumbers {
  return Object.fromEntries(ganNumberNames.map((name) => [name, settings[`gan.${name}`]])) as GanNumbers;
}

/** A GAN's loss and penalty. */
export type GanObjective = Pick<GanOptions, "loss" | "penalty">;

/**
 * Loss and penalty that the settings name.
 * @param own those of notebook 02's cells; they stand for "cross-entropy" and "interpolates", the defaults
 */
export function ganObjective(
  settings: Pick<Settings, "gan.loss" | "gan.penalty"> & Partial<Pick<Settings, "gan.generatorLoss">>,
  own: Partial<GanObjective> = {},
): GanObjective {
  const { "gan.loss": loss, "gan.penalty": penalty } = settings;
  const isOfCell = penalty === "interpolates" || penalty === "none"; // of weight 0
  const chosen = (loss === "cross-entropy" && own.loss) || ganLosses[loss];
  return {
    loss: settings["gan.generatorLoss"] === "feature-matching" ? byFeatures(chosen) : chosen,
    penalty: isOfCell ? (own.penalty ?? ganPenalties.interpolates) : ganPenalties[penalty],
  };
}

/**
 * The options of one training in a run.
 * @param name of the class, or of the `GanJob`
 * @param own loss and penalty in place of the published "cross-entropy" and "interpolates", see `ganObjective`; of a
 *   conditional pair the classes' names
 * @throws InputError for settings that do not go together, see `combinations`
 */
export function ganOptions(
  run: Run,
  name: string,
  own: Partial<GanObjective> & Pick<GanOptions, "classes"> = {},
): GanOptions {
  const s = run.settings;
  const options: GanOptions = {
    ...ganObjective(s, own),
    ...ganNumbers(s),
    ...(s["gan.penalty"] === "none" && { penaltyWeight: 0 }),
    ...(s["gan.augmentation"] === "diffaugment" && { augmentation: diffAugment }),
    ...(s["gan.augmentation"] === "ada" && { augmentation: "adaptive" as const }),
    ...(own.classes && { classes: own.classes }),
    keep: s["gan.keep"],
    ...(s["gan.network"] === "diffusion" && { isDiffusion: true }),
    seed: run.seed,
    name,
    folder: ganFolder(run, name),
    logs: run.path("tensorboard", "gan", fileName(name)),
    allowOptionChanges: !run.headless,
  };
  assertCombines(options);
  return options;
}

/** The folder of a class's two networks: `models/<class>`, with letters that every file system takes. */
export function ganFolder(run: Run, name: string): string {
  return run.path("models", fileName(name));
}

const fileName = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, "-");
