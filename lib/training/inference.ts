import type * as tfjs from "@tensorflow/tfjs";
import { compile, tf } from "../engine";

/** Inputs of a network, handed out once and in order. */
export interface Rows {
  readonly count: number;
  /** Of one row. */
  readonly shape: readonly number[];
  /** The values of the next n rows. */
  next(n: number): Float32Array;
}

/** A network in inference mode, for as long as it is not disposed. */
export interface Inference {
  /** @param x inputs (n, ...) @returns the outputs, which the caller disposes */
  readonly run: (x: tfjs.Tensor) => tfjs.Tensor;
  /** Ends the graph; the network stays. */
  dispose(): void;
}

/**
 * Whether recording a network as a graph pays off. Recording takes a fixed time and each batch that the graph runs saves some;
 * both grow with the number of the network's operations. Measured (2 cores): 0.9 s to record against 40 ms per batch for
 * ResNet-50, 0.2 s against 10 ms for a small ResNet-18, 0.15 s against 20 ms for the paper's generator. Decided from sizes,
 * not from timings, so a resumed training gives the same bits.
 *
 * @param batches that the network will see
 */
export function shouldCompile(batches: number): boolean {
  return batches >= 25;
}

/**
 * A network in inference mode: a graph where that pays, otherwise one operation at a time.
 * @param batches of one size that it will see before it is disposed
 * @param inputsOf the network's inputs of a batch of rows; by default the batch itself
 */
export function inference(
  model: tfjs.LayersModel,
  batches: number,
  inputsOf: (x: tfjs.Tensor) => tfjs.Tensor | tfjs.Tensor[] = (x) => x,
): Inference {
  const step = (x: tfjs.Tensor): tfjs.Tensor => model.apply(inputsOf(x), { training: false }) as tfjs.Tensor;
  if (!shouldCompile(batches)) return { run: (x) => tf.tidy(() => step(x)), dispose: () => undefined };
  const graph = compile(step, { otherwise: "eager" });
  return { run: graph, dispose: () => graph.dispose() };
}

/** Rows that lie one after the other in an array. @param shape of one row */
export function rowsOf(values: Float32Array, shape: readonly number[]): Rows {
  const width = widthOf(shape);
  let at = 0;
  return {
    count: values.length / width,
    shape,
    next: (n) => values.subarray(at * width, (at += n) * width),
  };
}

/** Each row of one table, and behind it that of another: (count, left) and (count, right) as (count, left + right). */
export function joinRows(left: Float32Array, right: Float32Array, count: number): Rows {
  const [ofLeft, ofRight] = [left.length / count, right.length / count];
  const width = ofLeft + ofRight;
  let at = 0;
  const next = (n: number): Float32Array => {
    const rows = new Float32Array(n * width);
    for (let i = 0; i < n; i++, at++) {
      rows.set(left.subarray(at * ofLeft, (at + 1) * ofLeft), i * width);
      rows.set(right.subarray(at * ofRight, (at + 1) * ofRight), i * width + ofLeft);
    }
    return rows;
  };
  return { count, shape: [width], next };
}

const widthOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Number of batches for a number of rows. @param most rows per batch */
export const batchesOf = (rows: number, most: number): number => Math.ceil(rows / most);

/**
 * The outputs of any number of rows, computed in batches of one size: a graph is recorded once. What the last batch lacks
 * is filled with zeros, fewer rows than there are batches; in inference mode a row's output does not depend on the others.
 *
 * @param run a network in inference mode
 * @param most rows per batch
 * @returns the outputs, one after the other
 */
export function inBatches(run: Inference["run"], rows: Rows, most: number): Float32Array {
  const size = Math.ceil(rows.count / batchesOf(rows.count, most));
  const width = widthOf(rows.shape);
  let all = new Float32Array(0);
  for (let at = 0; at < rows.count; at += size) {
    const values = new Float32Array(size * width);
    values.set(rows.next(Math.min(size, rows.count - at)));
    const y = tf.tidy(() => run(tf.tensor(values, [size, ...rows.shape])));
    const outputs = y.dataSync<"float32">(); // not inside the tidy, which would walk through every number
    y.dispose();
    const outWidth = outputs.length / size;
    if (at === 0) all = new Float32Array(rows.count * outWidth);
    all.set(outputs.subarray(0, (rows.count - at) * outWidth), at * outWidth);
  }
  return all;
}
