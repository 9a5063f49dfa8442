import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { compile, tf } from "../../engine";
import { buildWhole, initialize, type CycleGanSpec } from "../../models";
import { assertFitsMemory } from "../assert-fits-memory";
import { gather, imageTensor } from "../image-tensor";
import { openOrder } from "../open-order";
import type { TrainingWatcher } from "../run-training";
import { setLearningRate } from "../set-learning-rate";
import { checkDomains, type Domain } from "./check-domains";
import { checkLosses } from "./check-losses";
import { checkNetworks } from "./check-networks";
import { checkNumbers } from "./check-numbers";
import { cycleGanLosses, type CycleGanLosses } from "./cyclegan-losses";
import { cycleGanLossNames, cycleGanRate, cycleGanStep } from "./cyclegan-step";
import { imagePool } from "./image-pool";
import type { ShownTensors } from "./update-networks";
import type { CycleGanOptions } from "./refinement-options";
import { drawShown, refinementTraining, type RefinementTraining } from "./refinement-training";
import { runRefinement, type RefinementProgress, type TrainedRefinement } from "./run-refinement";

/** Two domains without pairs. */
export interface CycleGanDomains {
  readonly a: Domain;
  readonly b: ImageSet<"train">;
}

/**
 * Trains a CycleGAN between two domains and writes forward.h5 (from A to B), backward.h5, ofA.h5, ofB.h5 and refinement.json. Interrupted
 * and called again it resumes, bit by bit.
 *
 * @throws RangeError, TypeError for domains, numbers and networks that nothing can be learned from, InputError for such losses, before any
 *   training; InputError when a loss is not finite: the last checkpoint stays; KeyboardInterrupt
 * Source: Zhu et al. 2017.
 */
export function trainCycleGan(
  domains: CycleGanDomains,
  spec: CycleGanSpec,
  options: CycleGanOptions,
  losses: CycleGanLosses = cycleGanLosses,
  watch?: TrainingWatcher<RefinementProgress>,
): Promise<TrainedRefinement> {
  const action = `train the CycleGAN ${options.name}`;
  checkDomains(action, { "domain A": domains.a, "domain B": domains.b });
  checkNumbers(action, options);
  checkCycleGanLosses(action, losses, options, domains.b.size);
  const training = cycleGanTraining(domains, spec, options, losses);
  return runRefinement({
    system: "CycleGAN",
    training,
    domains: [domains.b, domains.a],
    spec,
    losses,
    options,
    watch,
  });
}

function checkCycleGanLosses(
  action: string,
  losses: CycleGanLosses,
  { cycleWeight, identityWeight }: CycleGanOptions,
  size: number,
): void {
  const places = Math.ceil(size / 4);
  const cycle: CycleGanLosses["cycle"] = (back, image) => losses.cycle(back, image);
  const identity: CycleGanLosses["identity"] = (same, image) => losses.identity(same, image);
  checkLosses(
    action,
    {
      name: losses.name,
      discriminator: (real, fake) => losses.discriminator(real, fake),
      adversarial: ["generator", (fake) => losses.generator(fake)],
      distances: {
        ...(cycleWeight > 0 ? { cycle } : {}),
        ...(cycleWeight * identityWeight > 0 ? { identity } : {}),
      },
    },
    [2, places, places, 1],
    size,
  );
}

/** Networks with seeded weights and all that a step needs. */
export function cycleGanTraining(
  { a, b }: CycleGanDomains,
  spec: CycleGanSpec,
  options: CycleGanOptions,
  losses: CycleGanLosses = cycleGanLosses,
): RefinementTraining {
  const { seed, name, batchSize, steps, recordEvery } = options;
  const { size } = b;
  const from = (...purpose: string[]) => stream(seed, "cyclegan", name, ...purpose);
  const networks = buildWhole(() => ({
    forward: spec.generator(size),
    backward: spec.generator(size),
    ofA: spec.discriminator(size),
    ofB: spec.discriminator(size),
  }));
  checkNetworks(`train the CycleGAN ${name}`, size, networks, ["forward", "backward"], 1);
  assertFitsMemory(`the CycleGAN ${name}`, Object.values(networks), {
    batchSize: 3 * batchSize, // a generator makes fakes, goes back, and is given images of its own domain
    size,
    setting: "batchSize",
  });
  for (const [which, network] of Object.entries(networks))
    initialize(network, from(which, "weights"), spec.initialization);
  const { step, optimizers } = cycleGanStep(networks, losses, options);
  const tensors = [imageTensor(a), imageTensor(b)] as const;
  const graph = compile(
    (indicesA: tfjs.Tensor1D, indicesB: tfjs.Tensor1D, shownA: ShownTensors, shownB: ShownTensors) =>
      step(gather(tensors[0], indicesA), gather(tensors[1], indicesB), { a: shownA, b: shownB }),
    { otherwise: "eager" },
  );
  const orders = {
    a: openOrder(a, batchSize, from("a", "order")),
    b: openOrder(b, batchSize, from("b", "order")),
  };
  const pools = {
    a: imagePool(size * size, options.pool, from("a", "pool")),
    b: imagePool(size * size, options.pool, from("b", "pool")),
  };
  const take = (k: number): Record<string, number> => {
    for (const adam of Object.values(optimizers)) setLearningRate(adam, cycleGanRate(k, options));
    const [indicesA, indicesB] = [orders.a.take(), orders.b.take()];
    const [shownA, shownB] = [drawShown(pools.a, batchSize, size), drawShown(pools.b, batchSize, size)];
    const result = graph(indicesA, indicesB, shownA, shownB);
    pools.a.add(result.fakeA.dataSync<"float32">());
    pools.b.add(result.fakeB.dataSync<"float32">());
    const values = result.losses.dataSync();
    tf.dispose([indicesA, indicesB, shownA, shownB, result]);
    return Object.fromEntries(cycleGanLossNames.map((loss, at) => [loss, values[at] ?? NaN]));
  };
  return refinementTraining({
    networks,
    optimizers: {
      generators: { adam: optimizers.generators, updates: ["forward", "backward"] },
      discriminators: { adam: optimizers.discriminators, updates: ["ofA", "ofB"] },
    },
    orders,
    pools,
    graphs: { graph },
    tensors,
    totalSteps: steps,
    recordEvery,
    take,
  });
}
