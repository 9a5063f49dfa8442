import type * as tfjs from "@tensorflow/tfjs";
import type { Random } from "../core/random";
import { tf } from "../engine";
import type { GanSpec } from "./gan-spec";

/** How kernels start. */
export type InitializationRule = GanSpec["initialization"] | "normal 1";

/**
 * Draws a fresh model's kernels again from one seeded stream, so that a network written without seeds starts the same
 * way on every machine. Biases, batch norm's scale and shift keep their constants, and so do kernels that start at ones or
 * zeros: a conditional batch norm's tables.
 *
 * @param rule "glorot uniform": within +-sqrt(6 / (fan in + fan out)), Keras' default; "normal 0.02": Radford's; "normal 1":
 *   of equalised layers, which scale their kernels themselves
 * Source: Glorot & Bengio 2010, eq. 16; Radford et al. 2016, section 4.
 */
export function initialize(
  model: Pick<tfjs.LayersModel, "layers" | "trainableWeights">,
  random: Random,
  rule: InitializationRule,
): void {
  const kept = new Set(model.layers.filter(startsConstant).flatMap((layer) => layer.weights));
  for (const weight of model.trainableWeights) {
    if (!weight.originalName.endsWith("kernel") || kept.has(weight)) continue;
    const shape = weight.shape as number[];
    const count = shape.reduce((a, b) => a * b, 1);
    const sd = rule === "normal 1" ? 1 : 0.02;
    const values =
      rule === "glorot uniform" ? glorot(shape, count, random) : random.normals(count).map((x) => x * sd);
    const fresh = tf.tensor(values, shape);
    weight.write(fresh);
    fresh.dispose();
  }
}

function startsConstant(layer: tfjs.layers.Layer): boolean {
  const { kernelInitializer } = layer.getConfig() as { kernelInitializer?: { className?: string } };
  return ["Ones", "Zeros"].includes(kernelInitializer?.className ?? "");
}

function glorot(shape: readonly number[], count: number, random: Random): Float32Array {
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  const [first = 1, second = 1] = shape.slice(-2);
  const limit = Math.sqrt(6 / (field * (first + second)));
  return random.uniforms(count).map((u) => (2 * u - 1) * limit);
}
