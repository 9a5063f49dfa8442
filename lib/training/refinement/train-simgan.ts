import type * as tfjs from "@tensorflow/tfjs";
import { range, stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { compileAll, tf } from "../../engine";
import { buildWhole, initialize, type SimGanSpec } from "../../models";
import { assertFitsMemory } from "../assert-fits-memory";
import { gather, imageTensor } from "../image-tensor";
import { openOrder } from "../open-order";
import type { TrainingWatcher } from "../run-training";
import { checkDomains, type Domain } from "./check-domains";
import { checkLosses } from "./check-losses";
import { checkNetworks } from "./check-networks";
import { checkNumbers } from "./check-numbers";
import { imageHistory } from "./image-history";
import type { ShownTensors } from "./update-networks";
import type { SimGanOptions } from "./refinement-options";
import { drawShown, refinementTraining, type RefinementTraining } from "./refinement-training";
import { runRefinement, type RefinementProgress, type TrainedRefinement } from "./run-refinement";
import { simGanLosses, type SimGanLosses } from "./simgan-losses";
import { simGanLossNames, simGanStep, type SimGanStepResult } from "./simgan-step";

/** Images that are to look real, and real ones. */
export interface SimGanDomains {
  readonly synthetic: Domain;
  readonly real: ImageSet<"train">;
}

/**
 * Trains a SimGAN and writes refiner.h5, discriminator.h5 and refinement.json: first the refiner by self-regularisation alone, then the
 * discriminator alone, then both in turn. Interrupted and called again it resumes, bit by bit.
 *
 * @throws RangeError, TypeError for domains, numbers and networks that nothing can be learned from, InputError for such losses, before any
 *   training; InputError when a loss is not finite: the last checkpoint stays; KeyboardInterrupt
 * Source: Shrivastava et al. 2017, algorithm 1 and section 4.1.
 */
export function trainSimGan(
  domains: SimGanDomains,
  spec: SimGanSpec,
  options: SimGanOptions,
  losses: SimGanLosses = simGanLosses,
  watch?: TrainingWatcher<RefinementProgress>,
): Promise<TrainedRefinement> {
  const action = `train the SimGAN ${options.name}`;
  checkDomains(action, { "synthetic images": domains.synthetic, "real images": domains.real });
  checkNumbers(action, options);
  checkSimGanLosses(action, losses, options, domains.real.size);
  const training = simGanTraining(domains, spec, options, losses);
  return runRefinement({
    system: "SimGAN",
    training,
    domains: [domains.real, domains.synthetic],
    spec,
    losses,
    options,
    watch,
  });
}

function checkSimGanLosses(action: string, losses: SimGanLosses, options: SimGanOptions, size: number): void {
  const places = Math.ceil(size / 4);
  const isHeld = options.selfRegularisation > 0 || options.pretraining.refiner > 0;
  checkLosses(
    action,
    {
      name: losses.name,
      discriminator: (real, refined) => losses.discriminator(real, refined),
      adversarial: ["refiner", (refined) => losses.refiner(refined)],
      distances: isHeld
        ? { selfRegularisation: (refined, images) => losses.selfRegularisation(refined, images) }
        : {},
    },
    [2, places, places],
    size,
  );
}

/** Networks with seeded weights and all that a step needs. */
export function simGanTraining(
  { synthetic, real }: SimGanDomains,
  spec: SimGanSpec,
  options: SimGanOptions,
  losses: SimGanLosses = simGanLosses,
): RefinementTraining {
  const { seed, name, batchSize, steps, pretraining, refinerUpdates, recordEvery } = options;
  const { size } = real;
  const from = (...purpose: string[]) => stream(seed, "simgan", name, ...purpose);
  const networks = buildWhole(() => ({
    refiner: spec.refiner(size),
    discriminator: spec.discriminator(size),
  }));
  checkNetworks(`train the SimGAN ${name}`, size, networks, ["refiner"], 2);
  assertFitsMemory(`the SimGAN ${name}`, Object.values(networks), {
    batchSize: batchSize * refinerUpdates,
    size,
    setting: "batchSize",
  });
  for (const [which, network] of Object.entries(networks))
    initialize(network, from(which, "weights"), spec.initialization);
  const step = simGanStep(networks, losses, options);
  const tensors = [imageTensor(synthetic), imageTensor(real)] as const;
  const [ofSynthetic, ofReal] = tensors;
  const graphs = compileAll(
    {
      refinerAlone: (images: tfjs.Tensor1D) => step.refinerAlone(gather(ofSynthetic, images)),
      discriminatorAlone: (images: tfjs.Tensor1D, reals: tfjs.Tensor1D, shown: ShownTensors) =>
        step.discriminatorAlone(gather(ofSynthetic, images), gather(ofReal, reals), shown),
      both: (images: tfjs.Tensor1D[], reals: tfjs.Tensor1D, shown: ShownTensors) =>
        step.both(
          images.map((indices) => gather(ofSynthetic, indices)),
          gather(ofReal, reals),
          shown,
        ),
    },
    { otherwise: "eager" },
  );
  const orders = {
    synthetic: openOrder(synthetic, batchSize, from("synthetic", "order")),
    real: openOrder(real, batchSize, from("real", "order")),
  };
  const history = imageHistory(size * size, options.history, from("history"));
  /** Before the discriminator is trained against it, the refiner is what it will never be again: nothing is kept. */
  const none = imageHistory(size * size, 0, from("no history"));
  const stepOf: Readonly<Record<StepKind, () => SimGanStepResult>> = {
    refinerAlone: () => {
      const indices = orders.synthetic.take();
      const result = graphs.refinerAlone(indices);
      tf.dispose(indices);
      return result;
    },
    discriminatorAlone: () => {
      const [images, reals] = [orders.synthetic.take(), orders.real.take()];
      const shown = drawShown(none, batchSize, size);
      const result = graphs.discriminatorAlone(images, reals, shown);
      tf.dispose([images, reals, shown]);
      return result;
    },
    both: () => {
      const images = range(refinerUpdates + 1).map(() => orders.synthetic.take());
      const reals = orders.real.take();
      const shown = drawShown(history, batchSize, size);
      const result = graphs.both(images, reals, shown);
      history.add(result.refined.dataSync<"float32">());
      tf.dispose([...images, reals, shown]);
      return result;
    },
  };
  const take = (k: number): Record<string, number> => {
    const kind = kindAt(k, pretraining);
    const result = stepOf[kind]();
    const values = result.losses.dataSync();
    tf.dispose(result);
    return Object.fromEntries(simGanLossNames[kind].map((loss, i) => [loss, values[i] ?? NaN]));
  };
  return refinementTraining({
    networks,
    optimizers: {
      refiner: { adam: step.optimizers.refiner, updates: ["refiner"] },
      discriminator: { adam: step.optimizers.discriminator, updates: ["discriminator"] },
    },
    orders,
    pools: { history },
    graphs,
    tensors,
    totalSteps: pretraining.refiner + pretraining.discriminator + steps,
    recordEvery,
    take,
  });
}

/** Which networks a step trains. */
type StepKind = keyof typeof simGanLossNames;

function kindAt(k: number, { refiner, discriminator }: SimGanOptions["pretraining"]): StepKind {
  if (k < refiner) return "refinerAlone";
  return k < refiner + discriminator ? "discriminatorAlone" : "both";
}
