import type * as tfjs from "@tensorflow/tfjs";
import { fail, type Random } from "../core";
import { layers, tf } from "../engine";
import { initialize, type GanSpec } from "../models";
import { MinibatchDiscrimination } from "./minibatch-discrimination";

/** Outputs of one pass of a discriminator in training. */
export interface PassOutputs {
  /** (batch, 1). */
  readonly logits: tfjs.Tensor;
  /** (batch, n), what its last layer is given; only with heads. */
  readonly features?: tfjs.Tensor;
  /** (batch, classes), before the softmax; only of a pair that is asked for classes. */
  readonly classLogits?: tfjs.Tensor;
}

/** What is put on a discriminator's last features while it is trained. */
export interface HeadOptions {
  /** Number of classes it is asked for. */
  readonly classes?: number | undefined;
  /** Kernels of minibatch discrimination, 0 without. */
  readonly minibatchKernels: number;
  readonly initialization: GanSpec["initialization"];
}

type Node = tfjs.SymbolicTensor;

/**
 * A discriminator with further layers on what its last one is given, sharing all of its own. They are trained and kept in
 * checkpoints, but are no part of discriminator.h5: a class head is not asked there, and minibatch discrimination, which adds
 * to the logit what an image's batch mates say, has no meaning for one image.
 *
 * @param discriminator its last layer a dense one of one unit; dispose the result in its place
 * @param random draws the new kernels
 * @throws TypeError for a discriminator that ends otherwise
 */
export function withHeads(
  discriminator: tfjs.LayersModel,
  { classes, minibatchKernels, initialization }: HeadOptions,
  random: Random,
): tfjs.LayersModel {
  const features = lastFeatures(discriminator);
  let logit = discriminator.outputs[0] as Node;
  const heads: tfjs.layers.Layer[] = [];
  const head = (layer: tfjs.layers.Layer, of: Node): Node => {
    heads.push(layer);
    return layer.apply(of) as Node;
  };
  if (minibatchKernels > 0) {
    const mates = head(new MinibatchDiscrimination(minibatchKernels), features);
    logit = layers.add().apply([logit, head(layers.dense({ units: 1, useBias: false }), mates)]) as Node;
  }
  const outputs = [
    logit,
    features,
    ...(classes === undefined ? [] : [head(layers.dense({ units: classes }), features)]),
  ];
  if (heads.length > 0) initialize({ layers: heads, trainableWeights: heads.flatMap((l) => l.trainableWeights) }, random, initialization); // prettier-ignore
  return tf.model({ inputs: discriminator.inputs, outputs });
}

/** The outputs of one pass by their names, of a network with or without heads. */
export function readOutputs(outputs: tfjs.Tensor | tfjs.Tensor[]): PassOutputs {
  if (!Array.isArray(outputs)) return { logits: outputs };
  const [logits, features, classLogits] = outputs as [tfjs.Tensor, tfjs.Tensor, tfjs.Tensor?];
  return { logits, features, ...(classLogits && { classLogits }) };
}

function lastFeatures(discriminator: tfjs.LayersModel): Node {
  const last = discriminator.layers.findLast(
    (layer) => layer.getClassName() === "Dense" && (layer.outputShape as tfjs.Shape).at(-1) === 1,
  );
  const input = last?.input as Node | undefined;
  if (input?.shape.length === 2) return input;
  return fail(
    "take the discriminator's features",
    `the network ${discriminator.name} without a dense layer of one unit on flat features`,
    "one, which makes the logit",
    "End it by tf.layers.flatten() and tf.layers.dense({ units: 1 }).",
    TypeError,
  );
}

/** Mean cross-entropy of class logits. @param classes (batch, classes), 1 at the class */
export function classLoss(logits: tfjs.Tensor, classes: tfjs.Tensor): tfjs.Scalar {
  return tf.mean<tfjs.Scalar>(tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, classes), 1)));
}

/**
 * Feature matching: the squared distance between the mean features of real and generated images, one number; no image has to
 * win, the batch has to be like the real one. Source: Salimans et al. 2016, section 3.1.
 */
export function featureDistance(real: tfjs.Tensor, fake: tfjs.Tensor): tfjs.Scalar {
  return tf.sum<tfjs.Scalar>(tf.squaredDifference(tf.mean(real, 0), tf.mean(fake, 0)));
}
