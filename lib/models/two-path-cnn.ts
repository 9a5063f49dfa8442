import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core/errors";
import { layers, tf } from "../engine";
import { Maxout } from "./maxout";

type Node = tfjs.SymbolicTensor;

/** What sets one two-path network apart from another. */
export interface TwoPathForm {
  /** Maps of the input: 1 grey; of a cascade one more for each class. */
  readonly channels: number;
  readonly classes: number;
  /** Side of the patch whose middle pixel is labelled; odd. */
  readonly patch: number;
  /** Two convolutions with a maximum over pool x pool places of stride 1 behind each. */
  readonly local: readonly { readonly kernel: number; readonly filters: number; readonly pool: number }[];
  /** One convolution that sees most of the patch. */
  readonly global: { readonly kernel: number; readonly filters: number };
  /** Convolutions of which maxout takes the largest; 1: none is taken. */
  readonly pieces: number;
  readonly useBias: boolean;
}

/** The published network: 33 x 33 patches of four MR sequences, five classes; 809,637 parameters. */
export const havaei: TwoPathForm = {
  channels: 4,
  classes: 5,
  patch: 33,
  local: [
    { kernel: 7, filters: 64, pool: 4 },
    { kernel: 3, filters: 64, pool: 2 },
  ],
  global: { kernel: 13, filters: 160 },
  pieces: 2,
  useBias: true,
};

/** A small two-path network for grey images of 32 x 32: 17 x 17 patches, two classes, a region and what is around it. */
export const smallTwoPath: TwoPathForm = {
  channels: 1,
  classes: 2,
  patch: 17,
  local: [
    { kernel: 5, filters: 16, pool: 2 },
    { kernel: 3, filters: 16, pool: 2 },
  ],
  global: { kernel: 9, filters: 24 },
  pieces: 2,
  useBias: true,
};

/**
 * TwoPathCNN: details along one path, the surroundings along the other, joined by one convolution to a class. Everything is
 * a convolution without padding, so that it labels a patch's middle pixel, or, of an image with a margin of half a patch,
 * every pixel at once: (n, side, side, channels) to logits (n, side - patch + 1, side - patch + 1, classes).
 *
 * Source: Havaei et al. 2017, section 3.1 and figure 2. Its printed 651,488 parameters are those without biases and with
 * one convolution in place of maxout's two (`pieces` 1, `useBias` false).
 * @throws TypeError where the two paths end in maps of different sizes; says which kernel fits
 */
export function twoPathCnn(form: TwoPathForm): tfjs.LayersModel {
  const input = tf.input({ shape: [null, null, form.channels] });
  return tf.model({ inputs: input, outputs: twoPaths(input, form) });
}

/**
 * InputCascadeCNN: a first network labels the patch of every pixel that the second sees, and its probabilities are further
 * maps of the second's input. (n, side, side, channels) to logits (n, side - 2 patch + 2, ...); its first layers are
 * `first`'s, to be copied from a trained one, and are not trained.
 *
 * @param side of an input; by default a patch: both networks' margins around one pixel
 * @param form of the first network; the second has as many channels more as there are classes
 * Source: Havaei et al. 2017, section 3.2.
 */
export function inputCascade(
  form: TwoPathForm,
  side = 2 * form.patch - 1,
): {
  readonly cascade: tfjs.LayersModel;
  readonly first: tfjs.LayersModel;
  readonly second: tfjs.LayersModel;
} {
  const [first, second] = [twoPathCnn(form), twoPathCnn(cascadeForm(form))];
  first.trainable = false;
  const input = tf.input({ shape: [side, side, form.channels] });
  const probabilities = layers.softmax({ axis: -1 }).apply(first.apply(input)) as Node;
  const half = (form.patch - 1) / 2;
  const middle = layers.cropping2D({ cropping: [[half, half], [half, half]] }).apply(input) as Node; // prettier-ignore
  const seen = layers.concatenate().apply([middle, probabilities]) as Node;
  const cascade = tf.model({ inputs: input, outputs: second.apply(seen) as Node });
  return { cascade, first, second };
}

/** The second network of a cascade: the image's maps and the first network's probabilities. */
export function cascadeForm(form: TwoPathForm): TwoPathForm {
  return { ...form, channels: form.channels + form.classes };
}

function twoPaths(input: Node, { local, global, patch, classes, pieces, useBias }: TwoPathForm): Node {
  const maxout = (x: Node, kernelSize: number, filters: number): Node => {
    const y = layers.conv2d({ filters: filters * pieces, kernelSize, useBias }).apply(x) as Node;
    return pieces === 1 ? y : (new Maxout({ pieces }).apply(y) as Node);
  };
  let [near, side] = [input, patch];
  for (const { kernel, filters, pool } of local) {
    near = maxout(near, kernel, filters);
    near = layers.maxPooling2d({ poolSize: pool, strides: 1 }).apply(near) as Node;
    side += 2 - kernel - pool;
  }
  const far = maxout(input, global.kernel, global.filters);
  if (side !== patch - global.kernel + 1)
    fail(
      "build a two-path network",
      `${side} x ${side} maps of the local path and ${patch - global.kernel + 1} x ${patch - global.kernel + 1} of the global one, of a patch of ${patch}`,
      "maps of one size",
      `Give the global path a kernel of ${patch - side + 1}.`,
      TypeError,
    );
  const joined = layers.concatenate().apply([near, far]) as Node;
  return layers.conv2d({ filters: classes, kernelSize: side, useBias, name: "output" }).apply(joined) as Node;
}
