import type { LayersModel, Tensor, Variable } from "@tensorflow/tfjs";
import type { Random } from "../core/random";
import { type AnyLayer, isTraining, type Kwargs, only, originalLayer } from "./original-layer";
import { uniformAt } from "./draws";
import { backend } from "./backend";
import { tf } from "./tf";

/**
 * Which units survive where TensorFlow has no say: `count` numbers, 0 with probability `rate`, else 1 / (1 - rate), so that sums keep their
 * expectation. The same (seed, draw) gives the same mask; the native engine's masks are others.
 *
 * @param rate share of units dropped, 0 <= rate < 1
 * @param seed an integer
 * @param draw number of masks drawn before
 */
export function dropoutMask(count: number, rate: number, seed: number, draw: number): Float32Array {
  const mask = new Float32Array(count);
  const start = mix(mix(seed | 0) ^ mix(draw + 1));
  const threshold = rate * 4294967296;
  const kept = 1 / (1 - rate);
  for (let i = 0; i < count; i++)
    mask[i] = mix(start + Math.imul(i, 0x9e3779b9)) >>> 0 < threshold ? 0 : kept;
  return mask;
}

/** Murmur3's finaliser: every input bit moves every output bit. Source: Appleby, MurmurHash3 (public domain). */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

interface Settings {
  readonly rate: number;
  readonly noiseShape?: readonly (number | null)[];
  seed?: number;
}

/**
 * Dropout whose masks are reproducible and differ from step to step: tfjs' own repeats one mask when seeded and cannot
 * be repeated when not. Identity outside training mode. Configuration and class name are Keras'. In a compiled step the
 * masks are drawn in the graph: how many were drawn is a variable, not one of the layer's weights.
 * Source: Srivastava et al. 2014, in the inverted form (survivors are scaled in training).
 */
export class Dropout extends originalLayer<"dropout">("Dropout") {
  private counter?: Variable;

  /** Masks drawn so far: what a checkpoint must hold to continue as if never interrupted. */
  get draws(): number {
    return this.counter?.dataSync()[0] ?? 0;
  }

  set draws(made: number) {
    tf.tidy(() => void this.drawn().assign(tf.scalar(made, "int32")));
  }

  /** Masks are a function of this and `draws`. 0 where the layer was made without a seed. */
  get maskSeed(): number {
    return this.settings.seed ?? 0;
  }

  set maskSeed(seed: number) {
    this.settings.seed = seed;
  }

  private get settings(): Settings {
    return this as unknown as Settings; // tfjs declares these private
  }

  /** Not one of the weights: those are saved, compared and averaged. */
  private drawn(): Variable {
    return (this.counter ??= tf.tidy(() => tf.variable(tf.scalar(0, "int32"), false)));
  }

  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[] {
    const { rate, noiseShape } = this.settings;
    if (!isTraining(kwargs) || rate === 0) return inputs;
    const x = only(inputs);
    const shape = noiseShape?.map((side, i) => side ?? x.shape[i]!) ?? x.shape;
    return tf.tidy(() => tf.mul(x, this.mask(shape, rate)));
  }

  private mask(shape: readonly number[], rate: number): Tensor {
    const counter = this.drawn();
    if (backend === "native") {
      const drawn = uniformAt(this.maskSeed, counter, shape);
      counter.assign(tf.add(counter, tf.scalar(1, "int32")));
      return tf.mul(tf.cast(tf.greaterEqual(drawn, rate), "float32"), 1 / (1 - rate));
    }
    const count = shape.reduce((product, side) => product * side, 1);
    const mask = dropoutMask(count, rate, this.maskSeed, this.draws);
    this.draws++;
    return tf.tensor(mask, [...shape]);
  }

  override dispose(): ReturnType<AnyLayer["dispose"]> {
    const disposed = super.dispose();
    if (disposed.refCountAfterDispose === 0) this.counter?.dispose();
    return disposed;
  }
}

/** A model's dropout layers, in order. */
export function dropoutLayers(model: LayersModel): Dropout[] {
  return model.layers.filter((layer) => layer.getClassName() === "Dropout" && "draws" in layer) as Dropout[];
}

/** Gives every dropout layer its own seed and restarts its masks. */
export function seedDropout(model: LayersModel, random: Random): void {
  for (const layer of dropoutLayers(model)) {
    layer.maskSeed = random.integer(2 ** 31);
    layer.draws = 0;
  }
}

/** Masks drawn so far by each dropout layer, for a checkpoint. */
export function dropoutDraws(model: LayersModel): number[] {
  return dropoutLayers(model).map((layer) => layer.draws);
}

/** Puts back what `dropoutDraws` gave. */
export function restoreDropoutDraws(model: LayersModel, draws: readonly number[]): void {
  dropoutLayers(model).forEach((layer, i) => (layer.draws = draws[i] ?? 0));
}
