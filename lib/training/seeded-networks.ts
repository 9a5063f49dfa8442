import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { seedDropout } from "../engine";
import { buildNetworks, initialize, type GanSpec, type Networks } from "../models";
import { assertFitsMemory } from "./assert-fits-memory";
import { assertCombines, normalisationOf } from "./combinations";
import { withHeads } from "./with-heads";
import type { GanOptions } from "./gan-options";
import { withReferenceBatch } from "./with-reference-batch";
import { copyWeights } from "./network-weights";
import { conditionClasses } from "./with-classes";

/** The networks of one training, all with seeded weights. */
export interface SeededNetworks {
  /** Those that are trained, the discriminator with its heads. */
  readonly networks: Networks;
  /** A second generator, equal to the first. */
  readonly ema: tfjs.LayersModel;
  /** The discriminator without heads, of the same layers: disposed with the other. */
  readonly written: tfjs.LayersModel;
}

/**
 * Builds the networks of a training and draws their weights.
 * @throws TypeError when they do not fit the images or each other; InputError for what does not go together, or for more
 *   memory than there is
 */
export function seededNetworks(train: ImageSet<"train">, spec: GanSpec, options: GanOptions): SeededNetworks {
  const { seed, name, batchSize } = options;
  const classes = conditionClasses(spec, options);
  const networks = { ...buildNetworks(spec, train.size, classes) };
  const made: { ema?: tfjs.LayersModel } = {};
  try {
    assertCombines(options, normalisationOf(spec, networks.discriminator));
    networks.generator = withReferenceBatch(networks.generator, train, spec, options);
    assertFitsMemory(`the GAN of ${name}`, Object.values(networks), {
      batchSize: Math.min(batchSize, train.ids.length) + options.referenceBatch,
      size: train.size,
      setting: "gan.batchSize",
    });
    made.ema = spec.generator(train.size, classes);
    const ema = (made.ema = withReferenceBatch(made.ema, train, spec, options));
    for (const [which, model] of Object.entries(networks)) {
      initialize(model, stream(seed, "gan", name, which, "weights"), spec.initialization);
      seedDropout(model, stream(seed, "gan", name, which, "dropout"));
    }
    copyWeights(networks.generator, ema);
    return { ...withHeadsOf(networks, spec, options, classes), ema };
  } catch (error) {
    for (const model of Object.values({ ...networks, ...made })) model.dispose();
    throw error;
  }
}

/** The networks that are trained: the discriminator gets the heads that the options ask for. */
function withHeadsOf(
  { generator, discriminator }: Networks,
  spec: GanSpec,
  { seed, name, loss, minibatchKernels }: GanOptions,
  classes: number | undefined,
): Omit<SeededNetworks, "ema"> {
  const hasHeads = spec.auxiliary ?? (loss.matchesFeatures || minibatchKernels > 0);
  if (!hasHeads) return { networks: { generator, discriminator }, written: discriminator };
  const heads = {
    classes: spec.auxiliary && classes,
    minibatchKernels,
    initialization: spec.initialization,
  };
  const judging = withHeads(discriminator, heads, stream(seed, "gan", name, "discriminator", "heads"));
  return { networks: { generator, discriminator: judging }, written: discriminator };
}
