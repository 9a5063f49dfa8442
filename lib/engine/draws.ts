import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../core/random";
import { floats, integers, run } from "./binding";
import { backend } from "./backend";
import { tf } from "./tf";

type Shape = readonly number[];

/**
 * Seeded draws inside a step, compiled or not: the n-th draw is a function of (seed, name, n) alone. Its counter is a
 * tf.Variable, so a graph continues from call to call, and a checkpoint holds one number.
 */
export interface Draws {
  /** In [low, high). */
  uniform(shape: Shape, low?: number, high?: number): tfjs.Tensor;
  normal(shape: Shape, mean?: number, sd?: number): tfjs.Tensor;
  /** Whole numbers in [low, high) as int32. */
  integers(shape: Shape, low: number, high: number): tfjs.Tensor;
  /** 1 with probability p, else 0. */
  chance(shape: Shape, p: number): tfjs.Tensor;
  /** Draws made so far: put back, the next one is as it was. */
  position: number;
  dispose(): void;
}

function stateless(op: string, shape: Shape, pair: tfjs.Tensor, bounds: readonly number[] = []): tfjs.Tensor {
  const dtype = bounds.length > 0 ? integers("dtype") : floats("dtype");
  const limits = bounds.map((bound) => tf.scalar(bound, "int32"));
  return run(
    op,
    [dtype, integers("T"), integers("Tseed")],
    [tf.tensor1d([...shape], "int32"), pair, ...limits],
  );
}

/** The numbers in [0, 1) at one position of a seed's sequence; native engine only. @param at int32, a scalar */
export function uniformAt(seed: number, at: tfjs.Tensor, shape: Shape): tfjs.Tensor {
  return stateless("StatelessRandomUniform", shape, tf.stack([tf.scalar(seed, "int32"), at]));
}

/**
 * @param name of the purpose: other names get other numbers
 * Native: TensorFlow's stateless operations (Philox; Salmon et al. 2011), equal eagerly and in graphs and with any number
 * of threads; on another machine a normal may differ in its last digit, as its logarithm and cosine are that machine's.
 * The WebAssembly engine has none: its numbers come from JavaScript's streams and are others.
 */
export function draws(seed: number, name: string): Draws {
  const key = stream(seed, "draws", name).integer(2 ** 31);
  const counter = tf.tidy(() => tf.variable(tf.scalar(0, "int32"), false));
  /** Where the next draw is, as TensorFlow's pair of seeds; the counter moves on. */
  const next = (): tfjs.Tensor => {
    const pair = tf.stack([tf.scalar(key, "int32"), counter]);
    counter.assign(tf.add(counter, tf.scalar(1, "int32")));
    return pair;
  };
  const position = (): number => counter.dataSync()[0] as number;
  const native = (op: string, shape: Shape, bounds: readonly number[] = []): tfjs.Tensor =>
    stateless(op, shape, next(), bounds);
  /** A stream of its own for each draw. */
  const inJavaScript = (shape: Shape, numbers: "uniforms" | "normals"): tfjs.Tensor => {
    const count = shape.reduce((product, side) => product * side, 1);
    const values = stream(key, "draw", position())[numbers](count);
    counter.assign(tf.add(counter, tf.scalar(1, "int32")));
    // the largest of the stream's 32-bit fractions are rounded to 1
    const below = numbers === "uniforms" ? values.map((x) => Math.min(x, 1 - 2 ** -24)) : values;
    return tf.tensor(below, [...shape]);
  };
  const unit = (shape: Shape): tfjs.Tensor =>
    backend === "native" ? native("StatelessRandomUniform", shape) : inJavaScript(shape, "uniforms");
  const gauss = (shape: Shape): tfjs.Tensor =>
    backend === "native" ? native("StatelessRandomNormal", shape) : inJavaScript(shape, "normals");
  return {
    uniform: (shape, low = 0, high = 1) =>
      tf.tidy(() => (low === 0 && high === 1 ? unit(shape) : tf.add(tf.mul(unit(shape), high - low), low))),
    normal: (shape, mean = 0, sd = 1) =>
      tf.tidy(() => (mean === 0 && sd === 1 ? gauss(shape) : tf.add(tf.mul(gauss(shape), sd), mean))),
    integers: (shape, low, high) =>
      tf.tidy(() =>
        backend === "native"
          ? native("StatelessRandomUniformInt", shape, [low, high])
          : tf.cast(tf.add(tf.floor(tf.mul(unit(shape), high - low)), low), "int32"),
      ),
    chance: (shape, p) => tf.tidy(() => tf.cast(tf.less(unit(shape), p), "float32")),
    get position() {
      return position();
    },
    set position(made) {
      tf.tidy(() => void counter.assign(tf.scalar(made, "int32")));
    },
    dispose: () => counter.dispose(),
  };
}
