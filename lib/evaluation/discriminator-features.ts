import { join } from "node:path";
import type * as tfjs from "@tensorflow/tfjs";
import { range } from "../core";
import type { ImageSet, Role } from "../data/image-set";
import { tf } from "../engine";
import type { Vectors } from "../ml/vectors";
import { loadKeras } from "../training/keras/h5";
import type { TrainedGan } from "../training/trained-gan";

/** Side of the grid that each layer's maps are pooled to. */
const grid = 4;
const batch = 64;

/** What the discriminators of a fold see in images; holds tensors until it is disposed. */
export interface DiscriminatorFeatures {
  /** Ids of all images that the GANs were trained on. */
  readonly seen: readonly string[];
  /**
   * Features of images: every convolution's maps, pooled to 4 x 4, of every discriminator, one after the other; of a
   * discriminator without convolutions the outputs of its hidden dense layers.
   */
  of(images: ImageSet<Role>): Vectors;
  dispose(): void;
}

/**
 * Opens the discriminators of trained GANs as feature extractors: the maps behind each convolution (after its norm and
 * activation), the largest value in each cell of a 4 x 4 grid.
 *
 * @param gans one per class, or a conditional one asked for each of its classes, which is taken once
 * @returns undefined where there is nothing to ask: a diffusion model has no discriminator, and one layer alone hides nothing
 * Source: Radford, Metz & Chintala 2016, section 5.1 (all layers, max-pooled to 4 x 4, flattened and concatenated).
 */
export async function openDiscriminatorFeatures(
  gans: readonly TrainedGan[],
): Promise<DiscriminatorFeatures | undefined> {
  const folders = [
    ...new Set(gans.flatMap(({ folder, diffusion }) => (diffusion === undefined ? [folder] : []))),
  ];
  const networks = await Promise.all(folders.map((folder) => loadKeras(join(folder, "discriminator.h5"))));
  const dispose = (): void => {
    for (const network of networks) network.dispose();
  };
  const extractors = networks.flatMap((network) => {
    const outputs = hiddenOutputs(network);
    return outputs.length === 0 ? [] : [tf.model({ inputs: network.inputs[0]!, outputs })];
  });
  if (extractors.length === 0) {
    dispose();
    return undefined;
  }
  return {
    seen: [...new Set(gans.flatMap(({ trainIds }) => trainIds))],
    of: (images) => joinColumns(extractors.map((extractor) => featuresOf(extractor, images))),
    dispose,
  };
}

/** The last maps of each convolution before the next one begins, behind its norm and activation; without any, so of dense layers. */
function hiddenOutputs({ layers, outputs: [last] }: tfjs.LayersModel): tfjs.SymbolicTensor[] {
  const maps = stagesOf(layers, "Conv2D", 4);
  return maps.length > 0 ? maps : stagesOf(layers, "Dense", 2).filter((output) => output !== last);
}

/** The last output of so many dimensions behind each layer of a kind, before the next of its kind. */
function stagesOf(layers: readonly tfjs.layers.Layer[], kind: string, rank: number): tfjs.SymbolicTensor[] {
  const outputs: tfjs.SymbolicTensor[] = [];
  for (const layer of layers) {
    const { output } = layer;
    if (Array.isArray(output) || output.shape.length !== rank) continue;
    if (layer.getClassName().includes(kind)) outputs.push(output);
    else if (outputs.length > 0) outputs[outputs.length - 1] = output;
  }
  return outputs;
}

function featuresOf(extractor: tfjs.LayersModel, { ids, pixels, size }: ImageSet<Role>): Vectors {
  const parts: Float32Array[] = [];
  for (let at = 0; at < ids.length; at += batch) {
    const n = Math.min(batch, ids.length - at);
    const rows = tf.tidy(() => {
      const x = tf.tensor4d(pixels.subarray(at * size * size, (at + n) * size * size), [n, size, size, 1]);
      const maps = extractor.apply(x, { training: false });
      const all = (Array.isArray(maps) ? maps : [maps]) as (tfjs.Tensor4D | tfjs.Tensor2D)[];
      return tf.concat(
        all.map((map) => (map.rank === 2 ? map : tf.reshape(poolToGrid(map as tfjs.Tensor4D), [n, -1]))),
        1,
      );
    });
    parts.push(rows.dataSync<"float32">());
    rows.dispose();
  }
  const values = Float64Array.from(parts.flatMap((part) => [...part]));
  return { n: ids.length, dim: values.length / Math.max(1, ids.length), values };
}

/** The largest value of each cell of a 4 x 4 grid; cells overlap where the side is no multiple of 4; smaller maps stay. */
export function poolToGrid(maps: tfjs.Tensor4D): tfjs.Tensor4D {
  const side = maps.shape[1];
  if (side <= grid) return maps;
  if (side % grid === 0) return tf.maxPool(maps, side / grid, side / grid, "valid");
  const [n, , , channels] = maps.shape;
  const cells = range(grid).map((i) => {
    const begin = Math.floor((i * side) / grid);
    return { begin, length: Math.ceil(((i + 1) * side) / grid) - begin };
  });
  const pooled = cells.flatMap((row) =>
    cells.map((column) =>
      tf.max(
        tf.slice(maps, [0, row.begin, column.begin, 0], [n, row.length, column.length, channels]),
        [1, 2],
      ),
    ),
  );
  return tf.reshape(tf.stack(pooled, 1), [n, grid, grid, channels]);
}

/** The columns of several sets of vectors beside each other. */
function joinColumns(sets: readonly Vectors[]): Vectors {
  const n = sets[0]?.n ?? 0;
  const dim = sets.reduce((total, set) => total + set.dim, 0);
  const values = new Float64Array(n * dim);
  let column = 0;
  for (const set of sets) {
    for (let i = 0; i < n; i++)
      values.set(set.values.subarray(i * set.dim, (i + 1) * set.dim), i * dim + column);
    column += set.dim;
  }
  return { n, dim, values };
}
