import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { CycleGanLosses } from "./cyclegan-losses";
import { updateNetworks, shownFakes, type ShownTensors } from "./update-networks";
import type { CycleGanOptions } from "./refinement-options";

/** CycleGAN's four networks under training: `forward` makes images of B from those of A, `backward` the reverse. */
export interface CycleGanNetworks {
  readonly forward: tfjs.LayersModel;
  readonly backward: tfjs.LayersModel;
  /** Judge images of A, and of B. */
  readonly ofA: tfjs.LayersModel;
  readonly ofB: tfjs.LayersModel;
}

/** What a step leaves: its losses in the order of `cycleGanLossNames`, and the images that were made of both batches. */
export interface CycleGanStepResult extends tfjs.NamedTensorMap {
  readonly losses: tfjs.Tensor1D;
  readonly fakeA: tfjs.Tensor4D;
  readonly fakeB: tfjs.Tensor4D;
}

/** Adversarial terms of both generators, cycle and identity differences before their weights, both discriminators. */
export const cycleGanLossNames = ["generators", "cycle", "identity", "discriminators"] as const;

/** The terms of the generators' loss, each of both directions, and the images that they are of. */
interface GeneratorTerms {
  readonly adversarial: tfjs.Tensor;
  readonly cycle: tfjs.Tensor;
  readonly identity: tfjs.Tensor;
  readonly fakeA: tfjs.Tensor4D;
  readonly fakeB: tfjs.Tensor4D;
}

/**
 * One step of CycleGAN as a function of its images: both generators together, the discriminators frozen; then both discriminators
 * on real images and on fakes of before that, some of them from the pools. What one network makes of both domains' images it makes
 * in one pass: with the networks of lib/models, each of whose images is on its own, that is the same as in two; a batch norm would
 * see both domains at once.
 *
 * Source: Zhu et al. 2017, section 3, and the order of their code.
 */
export function cycleGanStep(
  { forward, backward, ofA, ofB }: CycleGanNetworks,
  losses: CycleGanLosses,
  options: Pick<CycleGanOptions, "learningRate" | "beta1" | "beta2" | "cycleWeight" | "identityWeight">,
) {
  const { learningRate, beta1, beta2, cycleWeight, identityWeight } = options;
  const adam = () => tf.train.adam(learningRate, beta1, beta2);
  const optimizers = { generators: adam(), discriminators: adam() };
  const through = (network: tfjs.LayersModel) => (images: tfjs.Tensor4D) =>
    network.apply(images, { training: true }) as tfjs.Tensor4D;
  const [toB, toA, judgeA, judgeB] = [forward, backward, ofA, ofB].map(through) as [
    (x: tfjs.Tensor4D) => tfjs.Tensor4D,
    (x: tfjs.Tensor4D) => tfjs.Tensor4D,
    (x: tfjs.Tensor4D) => tfjs.Tensor4D,
    (x: tfjs.Tensor4D) => tfjs.Tensor4D,
  ];

  const terms = (a: tfjs.Tensor4D, b: tfjs.Tensor4D): GeneratorTerms => {
    // a generator to B is given images of B too, which are to stay as they are
    const isAsked = identityWeight !== 0;
    const [fakeB, sameB] = isAsked ? together(toB, a, b) : [toB(a)];
    const [fakeA, sameA] = isAsked ? together(toA, b, a) : [toA(b)];
    return {
      adversarial: tf.add(losses.generator(judgeB(fakeB)), losses.generator(judgeA(fakeA))),
      cycle: tf.add(losses.cycle(toA(fakeB), a), losses.cycle(toB(fakeA), b)),
      identity: sameA && sameB ? tf.add(losses.identity(sameB, b), losses.identity(sameA, a)) : tf.scalar(0),
      fakeA,
      fakeB,
    };
  };
  const total = ({ adversarial, cycle, identity }: GeneratorTerms): tfjs.Tensor =>
    tf.addN([adversarial, tf.mul(cycle, cycleWeight), tf.mul(identity, cycleWeight * identityWeight)]);

  return {
    optimizers,
    /** The generators' whole loss, as it is differentiated. */
    generatorLoss: (a: tfjs.Tensor4D, b: tfjs.Tensor4D): tfjs.Scalar => total(terms(a, b)) as tfjs.Scalar,
    step: (
      a: tfjs.Tensor4D,
      b: tfjs.Tensor4D,
      shown: { readonly a: ShownTensors; readonly b: ShownTensors },
    ): CycleGanStepResult =>
      tf.tidy(() => {
        const [adversarial, cycle, identity, fakeA, fakeB] = updateNetworks(
          [forward, backward],
          optimizers.generators,
          () => {
            const all = terms(a, b);
            return {
              total: total(all),
              parts: [all.adversarial, all.cycle, all.identity, all.fakeA, all.fakeB],
            };
          },
        ) as [tfjs.Tensor, tfjs.Tensor, tfjs.Tensor, tfjs.Tensor4D, tfjs.Tensor4D];
        const [shownA, shownB] = [shownFakes(fakeA, shown.a), shownFakes(fakeB, shown.b)];
        const [discriminators] = updateNetworks([ofA, ofB], optimizers.discriminators, () => {
          const both = tf.add(
            losses.discriminator(...together(judgeA, a, shownA)),
            losses.discriminator(...together(judgeB, b, shownB)),
          );
          return { total: both, parts: [both] };
        }) as [tfjs.Tensor];
        return {
          losses: tf.stack([adversarial, cycle, identity, discriminators]) as tfjs.Tensor1D,
          fakeA,
          fakeB,
        };
      }),
  };
}

/** What a network makes of two batches of one size, in one pass: with one for each a step takes a tenth longer. */
function together(
  network: (x: tfjs.Tensor4D) => tfjs.Tensor4D,
  first: tfjs.Tensor4D,
  second: tfjs.Tensor4D,
): [tfjs.Tensor4D, tfjs.Tensor4D] {
  return tf.split(network(tf.concat([first, second])), 2) as [tfjs.Tensor4D, tfjs.Tensor4D];
}

/**
 * The learning rate of step k: constant, then linear to 0 at the end.
 * Source: Zhu et al. 2017, section 4 ("Training details").
 */
export function cycleGanRate(k: number, { learningRate, steps, constantShare }: CycleGanOptions): number {
  const left = (steps - k) / (steps * (1 - constantShare));
  return learningRate * Math.min(1, left);
}
