import type * as tfjs from "@tensorflow/tfjs";
import { layers } from "../engine";
import { EqualizedLayer, type EqualizedOptions } from "./equalized-layer";
import { PixelNorm } from "./pixel-norm";
import { SideLayer } from "./side-layer";
import { UnitNormalization } from "./unit-normalization";

type Node = tfjs.SymbolicTensor;

/** The layers that a growing pair is made of, each applied to maps. */
export interface PgganParts {
  conv(x: Node, options: EqualizedOptions & { readonly kernelSize: number }): Node;
  dense(x: Node, options: EqualizedOptions): Node;
  pixelNorm(x: Node): Node;
  halve(x: Node): Node;
  double(x: Node): Node;
  /** Of the generator. */
  ending(images: Node): Node;
}

const equalized = (x: Node, options: EqualizedOptions): Node => new EqualizedLayer(options).apply(x) as Node;

/** The layers of a pair in training: equalised, with derivatives of the second order. */
export const trainedParts: PgganParts = {
  conv: equalized,
  dense: equalized,
  pixelNorm: (x) => new PixelNorm({}).apply(x) as Node,
  halve: (x) => new SideLayer({ factor: 0.5 }).apply(x) as Node,
  double: (x) => new SideLayer({ factor: 2 }).apply(x) as Node,
  ending: (images) => images,
};

/**
 * The layers of a saved file: Keras' own, whose kernels are the trained ones times their scale, and images cut to [-1, 1] at
 * the end.
 */
export const kerasParts: PgganParts = {
  conv: (x, { name, outputs, kernelSize }) =>
    layers.conv2d({ name, filters: outputs, kernelSize, padding: "same" }).apply(x) as Node,
  dense: (x, { name, outputs }) => layers.dense({ name, units: outputs }).apply(x) as Node,
  pixelNorm: (x) => {
    const length = new UnitNormalization({}).apply(x) as Node;
    return layers.rescaling({ scale: Math.sqrt(x.shape.at(-1)!) }).apply(length) as Node;
  },
  halve: (x) => layers.averagePooling2d({ poolSize: 2 }).apply(x) as Node,
  double: (x) => layers.upSampling2d({}).apply(x) as Node,
  ending: (images) => {
    const from0 = layers.rescaling({ scale: 1, offset: 1 }).apply(images) as Node;
    const to2 = layers.reLU({ maxValue: 2 }).apply(from0) as Node;
    return layers.rescaling({ scale: 1, offset: -1 }).apply(to2) as Node;
  },
};
