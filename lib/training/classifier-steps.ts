import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../core";
import type { ImageSet, Role } from "../data/image-set";
import { compileAll, tf } from "../engine";
import { recomputeStatistics, statisticsStep } from "./recompute-statistics";
import { gather, imageTensor } from "./image-tensor";
import { shouldCompile } from "./inference";
import { logitRows } from "./logits-of";
import { trainableVariables } from "./network-weights";
import { semiSupervisedLoss } from "./semi-supervised-loss";
import { statisticsOrder } from "./statistics-order";

/** Compiled steps of a classifier's training and evaluation; the images are in memory once. */
export interface ClassifierSteps {
  /** One step on the images of these indices. @returns its loss */
  train(indices: readonly number[]): number;
  /** Sets batch norm's statistics to those of the training images, but for a rest that fills no batch. */
  recomputeStatistics(): void;
  /** As `logitsOf`. */
  logits(set: ImageSet<Role>): number[][];
  dispose(): void;
}

/** Options of the steps. */
export interface StepsOptions {
  readonly batchSize: number;
  /** Batches that `logits` will be asked for at least: enough of them are worth a graph. */
  readonly batches: number;
  /** Changes the images of training steps, and of nothing else. */
  readonly augment?: (images: tfjs.Tensor4D) => tfjs.Tensor4D;
  /** As in `ClassifierOptions`. */
  readonly isReal?: readonly boolean[] | undefined;
}

/**
 * Softmax cross-entropy on logits, mean over the batch.
 * @param logits (batch, classes)
 * @param oneHot (batch, classes)
 */
export function crossEntropy(logits: tfjs.Tensor2D, oneHot: tfjs.Tensor2D): tfjs.Scalar {
  return tf.neg(tf.mean<tfjs.Scalar>(tf.sum(tf.mul(oneHot, tf.logSoftmax(logits)), -1)));
}

/** @param model images (batch, size, size, 1) to logits (batch, classes) */
export function classifierSteps(
  model: tfjs.LayersModel,
  optimizer: tfjs.Optimizer,
  set: ImageSet<"train" | "synthetic">,
  { batchSize, batches, isReal, augment = (images) => images }: StepsOptions,
): ClassifierSteps {
  const images = imageTensor(set);
  const labels = tf.tensor1d([...set.labels], "int32");
  const real = isReal && tf.tensor2d(isReal.map(Number), [isReal.length, 1]);
  const classes = model.outputShape[1] as number;
  const variables = trainableVariables(model);
  const statistics = statisticsStep(model);
  // a graph more in the session costs twice: TensorFlow optimises the others again (ResNet-50: 1.7 s against 40 ms a part)
  const isGraph = shouldCompile(batches / 2);
  const infer = (x: tfjs.Tensor): tfjs.Tensor => model.apply(x, { training: false }) as tfjs.Tensor;
  const steps = compileAll(
    {
      train: (indices: tfjs.Tensor1D): tfjs.Scalar => {
        const x = augment(gather(images, indices));
        const oneHot = tf.cast(tf.oneHot(tf.gather(labels, indices), classes), "float32") as tfjs.Tensor2D;
        const loss = () => {
          const logits = model.apply(x, { training: true }) as tfjs.Tensor2D;
          return real === undefined
            ? crossEntropy(logits, oneHot)
            : semiSupervisedLoss(logits, oneHot, tf.gather(real, indices));
        };
        const { value, grads } = tf.variableGrads(loss, variables);
        optimizer.applyGradients(grads);
        return value;
      },
      recomputeStatistics: (indices: tfjs.Tensor1D, seen: tfjs.Scalar): void =>
        statistics(gather(images, indices), seen),
      infer,
    },
    { otherwise: "eager" },
  );
  const indexTensor = (list: readonly number[]): tfjs.Tensor1D => tf.tensor1d([...list], "int32");
  // before the first training step, so that both share one session: recorded later, it would start a second one (0.6 s)
  tf.tidy(() => {
    const [batch] = inOrder(set, batchSize);
    if (batch) steps.recomputeStatistics.record(batch, tf.scalar(0));
  });
  return {
    train: (list) => tf.tidy(() => steps.train(indexTensor(list)).dataSync()[0] ?? NaN),
    recomputeStatistics: () => recomputeStatistics(model, inOrder(set, batchSize), steps.recomputeStatistics),
    logits: (some) => logitRows(isGraph ? steps.infer : (x) => tf.tidy(() => infer(x)), some),
    dispose: () => {
      steps.train.dispose();
      tf.dispose([images, labels, ...(real ? [real] : [])]);
    },
  };
}

/** All images once, in batches of equal size. */
function* inOrder({ ids }: ImageSet<"train" | "synthetic">, batchSize: number): Generator<tfjs.Tensor1D> {
  const order = statisticsOrder(ids.length);
  const full = Math.min(batchSize, ids.length); // equal batches; a rest that does not fill one is left out
  for (let at = full; at <= ids.length; at += full)
    yield tf.tensor1d(
      range(full).map(() => order.next().value),
      "int32",
    );
}
