import type * as tfjs from "@tensorflow/tfjs";
import type { Settings } from "../core";
import { tf } from "../engine";
import { gradientPenalty, type GanPenalty } from "./gan-penalty";

/** Squared norm of the output's slope at each image, (batch). */
function squaredSlope(discriminate: (images: tfjs.Tensor) => tfjs.Tensor, images: tfjs.Tensor): tfjs.Tensor {
  return tf.sum(tf.square(tf.grad((x) => tf.sum(discriminate(x)))(images)), [1, 2, 3]);
}

/**
 * R1: half the squared slope at real images, mean over them; fakes have no part in it. `gan.penaltyWeight` is gamma: 1 to
 * begin with at 32 x 32, then 0.1 and 10. Source: Mescheder et al. 2018, section 4.1.
 */
export const r1: GanPenalty = {
  name: "half the squared slope at real images",
  value: (discriminate, real) => tf.mul(0.5, tf.mean(squaredSlope(discriminate, real))),
};

/**
 * DRAGAN: (slope - 1)^2 around real images, each pixel moved by up to half the batch's standard deviation. Source: Kodali
 * et al. 2017, in the form of their code, whose noise is uniform in [0, 1).
 */
export const dragan: GanPenalty = {
  name: "(slope of the logit around real images - 1)^2",
  mixes: "pixel",
  value: (discriminate, real, _fake, mix) => {
    const sd = tf.sqrt(tf.mean(tf.square(tf.sub(real, tf.mean(real)))));
    const around = tf.add(real, tf.mul(tf.mul(0.5, sd), mix));
    const norm = tf.sqrt(tf.add(squaredSlope(discriminate, around), 1e-12)); // the root has no slope at 0
    return tf.mean(tf.square(tf.sub(norm, 1)));
  },
};

/** The penalty of each value of the setting `gan.penalty`; "none" is a weight of 0. */
export const ganPenalties: Readonly<Record<Exclude<Settings["gan.penalty"], "none">, GanPenalty>> = {
  interpolates: gradientPenalty,
  r1,
  dragan,
};
