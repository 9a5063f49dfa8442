import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { CycleGanLosses } from "./cyclegan-losses";
import { moveNetworks, shownFakes, type ShownTensors } from "./move-networks";
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
 * on real images and on fakes of before that, some of them from the pools.
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
    const [fakeB, fakeA] = [toB(a), toA(b)];
    return {
      adversarial: tf.add(losses.generator(judgeB(fakeB)), losses.generator(judgeA(fakeA))),
      cycle: tf.add(losses.cycle(toA(fakeB), a), losses.cycle(toB(fakeA), b)),
      // a generator to B is given an image of B
      identity:
        identityWeight === 0 ? tf.scalar(0) : tf.add(losses.identity(toB(b), b), losses.identity(toA(a), a)),
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
        const [adversarial, cycle, identity, fakeA, fakeB] = moveNetworks(
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
        const [discriminators] = moveNetworks([ofA, ofB], optimizers.discriminators, () => {
          const both = tf.add(
            losses.discriminator(judgeA(a), judgeA(shownA)),
            losses.discriminator(judgeB(b), judgeB(shownB)),
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

/**
 * The learning rate of step k: constant, then linear to 0 at the end.
 * Source: Zhu et al. 2017, section 4 ("Training details").
 */
export function cycleGanRate(k: number, { learningRate, steps, constantShare }: CycleGanOptions): number {
  const left = (steps - k) / (steps * (1 - constantShare));
  return learningRate * Math.min(1, left);
}
