import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../core/random";
import { layers, tf } from "../engine";
import { type Block, type Depth, residualBlocks } from "./residual-blocks";

/** A member of the ResNet family and the images it looks at. */
export interface ResnetOptions {
  /** Layers with weights: "50" is the paper's. */
  readonly depth: Depth;
  /** Height and width in pixels, channels. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  /** Filters of the first layer; the published family has 64. */
  readonly filters?: number;
  /** Share of the features dropped before the last layer, in training only. */
  readonly dropout?: number;
  /** Kernels start from this; every layer has a stream of its own. */
  readonly seed: number;
  /** "imagenet": 7x7 convolution of stride 2 and max pooling, as published. "cifar": one 3x3 convolution. */
  readonly stem?: "imagenet" | "cifar";
}

type Symbol = tfjs.SymbolicTensor;

/**
 * ResNet v1: images (batch, height, width, channels) to logits (batch, classes); softmax is applied outside.
 *
 * At 32 x 32 the published stem leaves maps of 8, 4, 2 and 1 pixels: the last stage's 3x3 kernels meet one pixel, and
 * batch norm sees one value per image and channel, so train on batches of 16 or more. The features before the last layer
 * are the output of the layer `avg_pool`.
 *
 * Source: He et al. 2016 (CVPR), table 1 = the paper's figure 3: stride 2 is in a block's first convolution, which
 * its FLOPs tell (3.8e9 for 50 layers; torchvision's 3x3 gives 4.1e9); projections where the shape changes (option B);
 * convolutions without bias. Deviations: padding is TensorFlow's "same", which for stride 2 on even maps starts one
 * pixel later than the symmetric padding of Caffe and PyTorch; batch norm as in Keras' applications (epsilon 1.001e-5)
 * with PyTorch's momentum (0.9 in Keras' sense), because short trainings leave 0.99 near its start; kernels start by He
 * et al. 2015, the dense layer as Keras' default (Glorot uniform).
 */
export function resnet(options: ResnetOptions): tfjs.LayersModel {
  const { depth, inputShape, classes, filters = 64, dropout = 0.4, seed, stem = "imagenet" } = options;
  const image = tf.input({ shape: [...inputShape], name: "image" });
  const net = network(seed);
  const kernel = stem === "imagenet" ? 7 : 3;
  let x = net.normalized(image, "conv1", { filters, kernel, stride: stem === "imagenet" ? 2 : 1 }, "relu");
  if (stem === "imagenet")
    x = net.put(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same", name: "pool1" }), x);
  for (const block of residualBlocks(depth, filters)) x = residual(net, x, block);
  x = net.put(layers.globalAveragePooling2d({ name: "avg_pool", dataFormat: "channelsLast" }), x);
  x = net.put(layers.dropout({ rate: dropout, name: "dropout" }), x);
  const logits = layers.dense({ units: classes, kernelInitializer: net.lastStart, name: "logits" });
  return tf.model({ inputs: image, outputs: net.put(logits, x), name: `resnet${depth}` });
}

function residual(net: Network, x: Symbol, block: Block): Symbol {
  const { name, convolutions, projection } = block;
  const shortcut = projection ? net.normalized(x, `${name}_0`, projection) : x;
  const last = convolutions.length - 1;
  const path = convolutions.reduce(
    (y, convolution, i) => net.normalized(y, `${name}_${i + 1}`, convolution, i < last ? "relu" : undefined),
    x,
  );
  const sum = net.put(layers.add({ name: `${name}_add` }), [path, shortcut]);
  return net.put(layers.reLU({ name: `${name}_relu` }), sum);
}

type Network = ReturnType<typeof network>;

function network(seed: number) {
  const seedOf = (name: string): number => stream(seed, "resnet", name).integer(2 ** 31);
  const put = (layer: tfjs.layers.Layer, x: Symbol | Symbol[]): Symbol => layer.apply(x) as Symbol;
  /** Convolution, batch norm and, if asked for, the rectifier. */
  const normalized = (
    x: Symbol,
    name: string,
    convolution: Block["convolutions"][number],
    then?: "relu",
  ): Symbol => {
    const { filters, kernel: kernelSize, stride: strides } = convolution;
    const kernelInitializer = tf.initializers.heNormal({ seed: seedOf(`${name}_conv`) });
    const shape = { filters, kernelSize, strides, padding: "same" as const, useBias: false };
    const y = put(layers.conv2d({ ...shape, kernelInitializer, name: `${name}_conv` }), x);
    const norm = layers.batchNormalization({ epsilon: 1.001e-5, momentum: 0.9, name: `${name}_bn` });
    return then ? put(layers.reLU({ name: `${name}_relu` }), put(norm, y)) : put(norm, y);
  };
  return { put, normalized, lastStart: tf.initializers.glorotUniform({ seed: seedOf("logits") }) };
}
