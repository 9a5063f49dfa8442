import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** All weights of a network as numbers, by their index: batch norm's averages included. */
export function networkWeights(model: tfjs.LayersModel): Record<string, Float32Array> {
  return Object.fromEntries(model.weights.map((w, i) => [String(i), Float32Array.from(w.read().dataSync())]));
}

/** Restores weights read by `networkWeights`. */
export function setNetworkWeights(
  model: tfjs.LayersModel,
  values: Readonly<Record<string, Float32Array>>,
): void {
  tf.tidy(() => {
    model.weights.forEach((w, i) =>
      w.write(tf.tensor(values[String(i)] as Float32Array, w.shape as number[])),
    );
  });
}

/** The trained weights of a network, in order, as an optimiser moves them. */
export function trainableVariables(model: Pick<tfjs.LayersModel, "trainableWeights">): tfjs.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tfjs.Variable);
}

/** Copies all weights of one network into another of the same form. */
export function copyWeights(from: tfjs.LayersModel, to: tfjs.LayersModel): void {
  from.weights.forEach((w, i) => to.weights[i]?.write(w.read()));
}

/** Copies the weights of all layers that two networks have by the same name: what a grown network keeps of the one before. */
export function copyByName(from: tfjs.LayersModel, to: tfjs.LayersModel): void {
  const before = new Map(from.layers.map((layer) => [layer.name, layer]));
  for (const layer of to.layers)
    layer.weights.forEach((weight, i) => {
      const kept = before.get(layer.name)?.weights[i];
      if (kept) weight.write(kept.read());
    });
}

type Arrays = Record<string, Float32Array>;

/** Joins groups of arrays into one record, each name behind its group's: `generator.3`. */
export function prefixKeys(groups: Readonly<Record<string, Arrays>>): Arrays {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, arrays]) =>
      Object.entries(arrays).map(([n, a]) => [`${group}.${n}`, a]),
    ),
  );
}

/** One group of a record made by `prefixKeys`. */
export function selectPrefix(arrays: Readonly<Arrays>, name: string): Arrays {
  return Object.fromEntries(
    Object.entries(arrays)
      .filter(([key]) => key.startsWith(`${name}.`))
      .map(([key, value]) => [key.slice(name.length + 1), value]),
  );
}

/**
 * A second copy of a network whose weights follow the first one's: ema = decay * ema + (1 - decay) * weights.
 * Samples from it are the cheapest gain in quality a small GAN can have. Batch-norm averages are copied, not averaged.
 *
 * @param decay 0: the copy is always equal to the network (averaging off)
 * Source: Karras et al. 2018, appendix A (decay 0.999 per step of their larger runs); not in the paper.
 */
export function updateEma(ema: tfjs.LayersModel, model: tfjs.LayersModel, decay: number | tfjs.Scalar): void {
  tf.tidy(() => {
    const rest = typeof decay === "number" ? 1 - decay : tf.sub(1, decay);
    model.weights.forEach((weight, i) => {
      const target = ema.weights[i]?.read() as tfjs.Variable;
      const now = weight.read();
      target.assign(weight.trainable ? tf.add(tf.mul(target, decay), tf.mul(now, rest)) : now.clone());
    });
  });
}
