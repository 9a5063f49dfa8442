import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";
import { rebuildNetwork } from "./rebuild-network";
import { ReferenceRows, WithoutReferenceRows } from "./reference-rows";
import { VirtualBatchNorm } from "./virtual-batch-norm";
import { hasBatchNorm, isBatchNorm } from "./without-batch-norm";

type AnyLayer = tfjs.layers.Layer;
type Node = tfjs.SymbolicTensor;

/**
 * A generator with virtual batch norms in place of its batch norms, and a reference batch that flows with each batch of the
 * training; freshly built with the same weights, the given one is disposed. It is called as the given one: who trains it needs
 * to know nothing of the reference. `setReference` chooses it, `refreshReference` makes what is drawn from it right.
 *
 * @param rows examples of the reference batch
 * @throws InputError for a generator without batch norm; TypeError for one that cannot be rebuilt; it then stays
 */
export function withVirtualNorm(generator: tfjs.LayersModel, rows: number): tfjs.LayersModel {
  const action = "train with virtual batch norm";
  if (!hasBatchNorm(generator))
    fail(
      action,
      `the generator ${generator.name} without batch norm`,
      "batch norms that could be made virtual",
      "Set gan.referenceBatch=0, or gan.network=small.",
    );
  const axisOf = (layer: AnyLayer): number => layer.getConfig()["axis"] as number;
  for (const layer of generator.layers.filter(isBatchNorm))
    if (axisOf(layer) !== -1 && axisOf(layer) !== layer.outputShape.length - 1)
      fail(
        action,
        `batch norm "${layer.name}" over axis ${axisOf(layer)}`,
        "the last axis, the channels",
        "Leave its axis out.",
      );
  const model = rebuildNetwork(generator, {
    input: (x) => new ReferenceRows({ rows }).apply(x) as Node,
    layer: (old, x) => (isBatchNorm(old) ? virtualOf(old, rows, x) : undefined),
    output: (y) => new WithoutReferenceRows({ rows }).apply(y) as Node,
  });
  generator.dispose();
  return model;
}

/** Chooses the reference batch. @param inputs of the generator, `rows` examples each; they stay the caller's */
export function setReference(generator: tfjs.LayersModel, inputs: tfjs.Tensor | tfjs.Tensor[]): void {
  [inputs].flat().forEach((input, i) => {
    const layer = generator.layers.find(
      (one) => one instanceof ReferenceRows && one.input === generator.inputs[i],
    );
    layer?.setWeights([input]);
  });
}

/** Keeps the statistics that the reference batch has at each layer now: due before images are drawn, when weights have moved. */
export function refreshReference(generator: tfjs.LayersModel): void {
  tf.tidy(() => {
    const one = generator.inputs.map(({ shape }) => tf.zeros([1, ...(shape.slice(1) as number[])]));
    generator.apply(one.length === 1 ? one[0]! : one, { training: true });
  });
}

function virtualOf(norm: AnyLayer, rows: number, x: Node): Node {
  const { epsilon, center, scale } = norm.getConfig() as Record<"epsilon", number> &
    Record<"center" | "scale", boolean>;
  const layer = new VirtualBatchNorm({ name: norm.name, epsilon, center, scale, rows });
  const y = layer.apply(x) as Node;
  layer.setWeights(norm.getWeights()); // of the same names, in the same order
  return y;
}
