import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../../engine";
import { rebuildNetwork } from "../../models/rebuild-network";
import { ReferenceRows, WithoutReferenceRows } from "../../models/reference-rows";
import { UnitNormalization } from "../../models/unit-normalization";
import { VirtualBatchNorm } from "../../models/virtual-batch-norm";
import { makeLayer } from "./make-layer";

type AnyLayer = tfjs.layers.Layer;
type Node = tfjs.SymbolicTensor;

/**
 * A trained generator with virtual batch norms as one of Keras' own layers: the same images within rounding, each by itself,
 * with the statistics of the reference batch as they are kept. The caller disposes it, the given one stays.
 */
export function withKerasNorms(generator: tfjs.LayersModel): tfjs.LayersModel {
  let norms = 0;
  return rebuildNetwork(generator, {
    layer: (old, x) => {
      if (old instanceof ReferenceRows || old instanceof WithoutReferenceRows) return x;
      return old instanceof VirtualBatchNorm ? kerasNorm(old, x, `virtual_norm_${++norms}`) : undefined;
    },
  });
}

/**
 * `normalizeVirtually`, which Keras has no layer for, of layers that it has. Batch norm by the kept statistics, with a variance
 * of (1 - b) times the reference's, leaves d' of which (d' - b m) / sqrt(1 + b s - b^2 m^2) is wanted. The root is the length of the
 * vector of all sqrt(b / places) (d' - c m) and a 1, where c = 1 - sqrt(1 - b): divided by its length, its last number is 1 / root.
 */
function kerasNorm(norm: VirtualBatchNorm, x: Node, name: string): Node {
  const { rows, epsilon, center, scale } = norm.options;
  const shape = x.shape.slice(1) as number[];
  const channels = shape.at(-1)!;
  const places = shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const b = 1 / (rows + 1);
  const [mean, variance] = norm.getWeights().slice(-2) as [tfjs.Tensor, tfjs.Tensor];
  const named = (what: string) => ({ name: `${name}_${what}` });
  const byReference = layers.batchNormalization({
    ...named("reference"),
    epsilon,
    center: false,
    scale: false,
  });
  const away = byReference.apply(x) as Node;
  setTo(byReference, () => [mean, tf.mul(variance, 1 - b)]);

  const d = layers.reshape({ ...named("d"), targetShape: [places, 1, channels] }).apply(away) as Node;
  const m = makeLayer("GlobalPoolingToMap", { ...named("mean"), kind: "mean" }).apply(d) as Node;
  const times = (what: string, factor: number, of: Node, offset = 0): Node =>
    layers.rescaling({ ...named(what), scale: factor, offset }).apply(of) as Node;
  const less = (what: string, part: Node): Node => layers.add(named(what)).apply([d, part]) as Node;

  const c = 1 - Math.sqrt(1 - b);
  const spread = times("spread", Math.sqrt(b / places), less("less_spread", times("spread_mean", -c, m)));
  const one = times("one", 0, m, 1);
  const all = layers.concatenate({ ...named("all"), axis: 1 }).apply([spread, one]) as Node;
  const turned = layers.permute({ ...named("turned"), dims: [3, 2, 1] }).apply(all) as Node; // (channels, 1, places + 1)
  const unit = new UnitNormalization(named("unit")).apply(turned) as Node;
  const last = layers.dense({ ...named("last"), units: 1, useBias: false, trainable: false });
  const inverse = last.apply(unit) as Node; // (channels, 1, 1)
  setTo(last, () => [tf.concat([tf.zeros([places, 1]), tf.ones([1, 1])], 0)]);
  const root = layers.permute({ ...named("root"), dims: [3, 2, 1] }).apply(inverse) as Node;
  const normalized = layers
    .multiply(named("normalized"))
    .apply([less("less_mean", times("own_mean", -b, m)), root]) as Node;
  const y = layers.reshape({ ...named("y"), targetShape: shape }).apply(normalized) as Node;
  if (!center && !scale) return y;

  const affine = layers.batchNormalization({ ...named("affine"), epsilon, center, scale });
  const result = affine.apply(y) as Node;
  setTo(affine, () => [
    ...norm.getWeights().slice(0, -2),
    tf.zeros([channels]),
    tf.fill([channels], 1 - epsilon),
  ]);
  return result;
}

function setTo(layer: AnyLayer, values: () => tfjs.Tensor[]): void {
  tf.tidy(() => layer.setWeights(values()));
}
