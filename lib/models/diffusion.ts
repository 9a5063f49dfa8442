import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { Attention } from "./attention";
import { GroupNorm } from "./group-norm";
import { TimeEmbedding } from "./time-embedding";

type Node = tfjs.SymbolicTensor;

/** The network of a diffusion model: one for all classes, without an adversary. */
export interface DiffusionSpec {
  readonly name: string;
  readonly conditional: true;
  readonly initialization: "glorot uniform" | "normal 0.02";
  /** Channels at full size; twice as many below. A multiple of 8. */
  readonly width: number;
  /**
   * [noisy images (n, size, size, 1), times (n, 1) from 0 to 999, classes (n, classes + 1): 1 at the class, the last is "none"]
   * to the noise in the images (n, size, size, 1).
   */
  denoiser(size: number, classes?: number): tfjs.LayersModel;
}

/** Whether a generator is a diffusion model, not a pair of networks. */
export function isDiffusion(spec: object): spec is DiffusionSpec {
  return "denoiser" in spec;
}

const multiples = [1, 2, 2];
const dropout = 0.1;

/**
 * A U-net of residual blocks that are told time and class: three sizes of maps, one block each on the way down, two on the
 * way up, attention between positions at the lowest. 267,505 parameters at width 16 with two classes.
 *
 * Source: Ho et al. 2020, section 4 and appendix B, made smaller; class as in Dhariwal & Nichol 2021, section 4.
 */
export function diffusion(width = 16): DiffusionSpec {
  return {
    name: "diffusion",
    conditional: true,
    initialization: "glorot uniform",
    width,
    denoiser: (size, classes = 2) => {
      const images = tf.input({ shape: [size, size, 1] });
      const time = tf.input({ shape: [1] });
      const y = tf.input({ shape: [classes + 1] });
      const told = embedding(time, y, width);

      let x = conv(width).apply(images) as Node; // 32 x 32 x 16
      const skips = [x];
      for (const [level, multiple] of multiples.entries()) {
        x = residualBlock(x, told, width * multiple); // 32 x 32 x 16, 16 x 16 x 32, 8 x 8 x 32
        skips.push(x);
        if (level === multiples.length - 1) break;
        x = conv(width * multiple, { strides: 2 }).apply(x) as Node; // 16 x 16 x 16, 8 x 8 x 32
        skips.push(x);
      }

      const lowest = x.shape.at(-1)!;
      x = residualBlock(x, told, lowest);
      x = attentionBlock(x);
      x = residualBlock(x, told, lowest); // 8 x 8 x 32

      for (const [level, multiple] of [...multiples.entries()].reverse()) {
        for (let i = 0; i < 2; i++) {
          x = layers.concatenate().apply([x, skips.pop()!]) as Node;
          x = residualBlock(x, told, width * multiple); // 8 x 8 x 32, 16 x 16 x 32, 32 x 32 x 16
        }
        if (level > 0) x = conv(width * multiple).apply(layers.upSampling2d({}).apply(x)) as Node;
      }
      const noise = conv(1, { kernelInitializer: "zeros" }).apply(normalised(x)) as Node; // 32 x 32 x 1
      return tf.model({ inputs: [images, time, y], outputs: noise });
    },
  };
}

type ConvOptions = Partial<Parameters<typeof layers.conv2d>[0]>;

const conv = (filters: number, options: ConvOptions = {}): tfjs.layers.Layer =>
  layers.conv2d({ filters, kernelSize: 3, padding: "same", ...options });

const silu = (x: Node): Node => layers.activation({ activation: "swish" }).apply(x) as Node;

const normalised = (x: Node): Node => silu(new GroupNorm({ groups: 8 }).apply(x) as Node);

/** What every block is told: time and class as 4 x width numbers. */
function embedding(time: Node, y: Node, width: number): Node {
  const waves = new TimeEmbedding({ width }).apply(time) as Node;
  const hidden = layers.dense({ units: 4 * width }).apply(waves) as Node;
  const ofTime = layers.dense({ units: 4 * width }).apply(silu(hidden)) as Node;
  const ofClass = layers.dense({ units: 4 * width, useBias: false }).apply(y) as Node; // a table's row
  return silu(layers.add().apply([ofTime, ofClass]) as Node);
}

/** x plus what two convolutions make of it; the second starts at zero, so that a block begins as its skip. */
function residualBlock(x: Node, told: Node, channels: number): Node {
  let h = conv(channels).apply(normalised(x)) as Node;
  const shift = layers.dense({ units: channels }).apply(told) as Node;
  h = layers.add().apply([h, layers.reshape({ targetShape: [1, 1, channels] }).apply(shift) as Node]) as Node;
  h = layers.dropout({ rate: dropout }).apply(normalised(h)) as Node;
  h = conv(channels, { kernelInitializer: "zeros" }).apply(h) as Node;
  const skip = x.shape.at(-1) === channels ? x : (conv(channels, { kernelSize: 1 }).apply(x) as Node);
  return layers.add().apply([h, skip]) as Node;
}

/** x plus attention between its positions. */
function attentionBlock(x: Node): Node {
  const channels = x.shape.at(-1)!;
  const before = new GroupNorm({ groups: 8 }).apply(x) as Node;
  const three = conv(3 * channels, { kernelSize: 1 }).apply(before) as Node;
  const mixed = new Attention({}).apply(three) as Node;
  const out = conv(channels, { kernelSize: 1, kernelInitializer: "zeros" }).apply(mixed) as Node;
  return layers.add().apply([x, out]) as Node;
}
