import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../lib/engine";

export type T = tfjs.Tensor;
/** A call of tfjs, of the engine or of TensorFlow, by name. */
export type Call = readonly [name: string, run: () => unknown];

/** Numbers between -1 and 1, none of them 0. */
export const x = (...shape: number[]): T =>
  tf.tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(3 * i + 1)),
    shape,
  );
/** From 0.1 to 1.1. */
export const p = (...shape: number[]): T => tf.add(tf.abs(x(...shape)), 0.1);
export const ints = (values: number[], shape?: number[]): T =>
  tf.tensor(values, shape ?? [values.length], "int32");
export const truth = (...values: number[]): T => tf.tensor1d(values, "bool");
export const image = (h = 6, w = 5, c = 3, n = 2) => x(n, h, w, c) as tfjs.Tensor4D;
export const video = () => x(1, 4, 4, 4, 2) as tfjs.Tensor5D;
export const kernel = (...shape: [number, number, number, number]) => x(...shape) as tfjs.Tensor4D;
/** Gradients to all inputs of a function's square. */
export const slopes = (f: (...inputs: T[]) => T, ...inputs: T[]): T[] =>
  tf.grads((...at: T[]) => tf.sum(tf.square(f(...at))))(inputs);

/** One call for each name. */
export const calls = (list: Readonly<Record<string, () => unknown>>): Call[] => Object.entries(list);
