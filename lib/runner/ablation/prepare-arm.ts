import { openRun } from "../../core";
import { ganSpec } from "../../models";
import { ganKey, ganOptions } from "../../training";
import { fixedOptions, ganValues } from "../../training/gan-changes";
import { base, type AblationArm } from "./ablation-arms";
import { counts, dataSeeds } from "./ablation-images";
import { tiny, tinyAcGan, tinyConditional } from "./tiny-pairs";

/** One training: an arm with a seed, and the steps its generator takes. */
export interface AblationTraining {
  readonly arm: AblationArm;
  readonly seed: number;
  readonly generatorSteps: number;
}

/** Everything a training of an arm depends on, and what is to be trained. */
export function prepareArm({ arm, seed, generatorSteps }: AblationTraining, folder: string) {
  const { set, isOfBothClasses = false } = arm;
  const run = openRun({ profile: "quick", data: "phantom", seed, out: folder, set: { ...base, ...set } });
  const own = { small: tiny, conditional: tinyConditional, "ac-gan": tinyAcGan };
  const spec = ganSpec(run.settings, own);
  const perStep = (spec.conditional ? 2 : 1) * Math.ceil(counts.train / run.settings["gan.batchSize"]);
  const epochs = Math.round((generatorSteps * run.settings["gan.criticSteps"]) / perStep);
  const options = (name: string, classes?: readonly string[]) => ({
    ...ganOptions(run, name, classes && { classes }),
    epochs,
    checkpointEvery: Math.ceil(epochs / 4),
    allowOptionChanges: false,
  });
  const any = options("any");
  const key = [ganKey(spec, any), fixedOptions(any), ganValues(any), counts, dataSeeds, isOfBothClasses];
  return { run, spec, options, key };
}
