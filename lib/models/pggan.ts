import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { Fade } from "./fade";
import { MinibatchStddev } from "./minibatch-stddev";
import { trainedParts, type PgganParts } from "./pggan-parts";

type Node = tfjs.SymbolicTensor;

/** How far a growing pair has come. */
export interface GrowthStage {
  /** Side of its images in pixels: 4 times a power of two. */
  readonly side: number;
  /** True: the layers of this side are fading in, beside those of half the side. */
  readonly isFading: boolean;
}

/** A pair of networks that grows from 4 x 4 to any side. Layers keep their names from stage to stage. */
export interface PgganSpec {
  readonly name: string;
  /** Length of the random vector z. */
  readonly latentDim: number;
  /** Channels of the widest maps. */
  readonly maps: number;
  /** True: both networks are told where boxes are. */
  readonly hasBoxes: boolean;
  /**
   * [z (n, latentDim), boxes (n, side, side, 1) if it has boxes, alpha (n, 1) if it is fading] to images (n, side, side, 1),
   * which are about in [-1, 1]: no function holds them there. A single input is no list.
   */
  generator(stage: GrowthStage, parts?: PgganParts): tfjs.LayersModel;
  /** [images (n, side, side, 1), boxes, alpha] likewise to logits (n, 1). */
  discriminator(stage: GrowthStage): tfjs.LayersModel;
}

/**
 * The growing pair. Where boxes are given, a map of them (1 inside, 0 outside, shares at the edges of a smaller side) is
 * joined to the generator's features at every side, and as (image, 2 map - 1) to what the discriminator sees.
 *
 * With maps 128 at 32 x 32: 1,297,409 and 1,296,897 parameters.
 *
 * Source: Karras et al. 2018, table 2 and appendix A, in the form of their code for CIFAR-10: 8,192 / side maps, at
 * most 128; boxes as Han et al. 2019b describe them. Deviation: the first layer's bias is one per unit, there one
 * per channel.
 *
 * @param maps channels of the widest maps, 512 in the paper; fewer where 8,192 / side is less
 * @param latentDim length of z; as many as maps by default
 */
export function pggan({
  maps = 64,
  latentDim = maps,
  hasBoxes = false,
}: { readonly maps?: number; readonly latentDim?: number; readonly hasBoxes?: boolean } = {}): PgganSpec {
  const mapsAt = (side: number): number => Math.min(maps, 8192 / side);
  return {
    name: hasBoxes ? "pggan with boxes" : "pggan",
    latentDim,
    maps,
    hasBoxes,
    generator: ({ side, isFading }, parts = trainedParts) => {
      const { conv, dense, pixelNorm, halve, double, ending } = parts;
      const rectified = (x: Node): Node => pixelNorm(leaky(x));
      const z = tf.input({ shape: [latentDim] });
      const boxes = hasBoxes ? tf.input({ shape: [side, side, 1] }) : undefined;
      const alpha = isFading ? tf.input({ shape: [1] }) : undefined;
      const boxesAt = new Map(pyramid(boxes, side, halve).map((map) => [map.shape[1], map]));
      const told = (x: Node): Node => join(x, boxesAt.get(x.shape[1]!));

      let x = dense(pixelNorm(z), { name: "4_dense", outputs: 16 * mapsAt(4), gain: Math.SQRT2 / 4 });
      x = layers.reshape({ targetShape: [4, 4, mapsAt(4)] }).apply(x) as Node;
      x = told(rectified(x)); // 4 x 4 x 64
      x = rectified(conv(x, { name: "4_conv", outputs: mapsAt(4), kernelSize: 3 }));
      let before = x;
      for (const now of sides(8, side)) {
        before = x;
        x = told(double(x)); // 8 x 8 x 64, 16 x 16 x 64, 32 x 32 x 64
        x = rectified(conv(x, { name: `${now}_conv_1`, outputs: mapsAt(now), kernelSize: 3 }));
        x = rectified(conv(x, { name: `${now}_conv_2`, outputs: mapsAt(now), kernelSize: 3 }));
      }
      const image = (features: Node): Node =>
        conv(features, { name: `${features.shape[1]}_to_image`, outputs: 1, kernelSize: 1, gain: 1 });
      const drawn = alpha ? faded(image(x), double(image(before)), alpha) : image(x);
      return tf.model({ inputs: listOf(z, boxes, alpha), outputs: ending(drawn) });
    },
    discriminator: ({ side, isFading }) => {
      const { conv, dense, halve } = trainedParts;
      const images = tf.input({ shape: [side, side, 1] });
      const boxes = hasBoxes ? tf.input({ shape: [side, side, 1] }) : undefined;
      const alpha = isFading ? tf.input({ shape: [1] }) : undefined;
      const signs = boxes && (layers.rescaling({ scale: 2, offset: -1 }).apply(boxes) as Node);
      const seen = join(images, signs);
      const features = (x: Node): Node => {
        const now = x.shape[1]!;
        return leaky(conv(x, { name: `${now}_from_image`, outputs: mapsAt(now), kernelSize: 1 }));
      };

      let x = features(seen); // 32 x 32 x 64
      for (const now of sides(8, side).reverse()) {
        x = leaky(conv(x, { name: `${now}_conv_1`, outputs: mapsAt(now), kernelSize: 3 }));
        x = leaky(conv(x, { name: `${now}_conv_2`, outputs: mapsAt(now / 2), kernelSize: 3 }));
        x = halve(x); // 16 x 16 x 64, 8 x 8 x 64, 4 x 4 x 64
        if (alpha && now === side) x = faded(x, features(halve(seen)), alpha);
      }
      x = new MinibatchStddev({}).apply(x) as Node; // 4 x 4 x 65
      x = leaky(conv(x, { name: "4_conv", outputs: mapsAt(4), kernelSize: 3 }));
      x = layers.flatten().apply(x) as Node;
      x = leaky(dense(x, { name: "4_dense", outputs: mapsAt(2) }));
      const logit = dense(x, { name: "logit", outputs: 1, gain: 1 });
      return tf.model({ inputs: listOf(images, boxes, alpha), outputs: logit });
    },
  };
}

/** The sides from one to another, each twice the one before. */
export function sides(from: number, to: number): number[] {
  return from > to ? [] : [from, ...sides(2 * from, to)];
}

const leaky = (x: Node): Node => layers.leakyReLU({ alpha: 0.2 }).apply(x) as Node;

const faded = (now: Node, before: Node, alpha: Node): Node =>
  new Fade({}).apply([now, before, alpha]) as Node;

const join = (x: Node, map: Node | undefined): Node =>
  map ? (layers.concatenate().apply([x, map]) as Node) : x;

/** Maps of a side and of all below it, down to 4. */
function pyramid(map: Node | undefined, side: number, halve: (x: Node) => Node): Node[] {
  if (!map) return [];
  return side === 4 ? [map] : [map, ...pyramid(halve(map), side / 2, halve)];
}

const listOf = (...nodes: (Node | undefined)[]): Node[] => nodes.filter((node) => node !== undefined);
