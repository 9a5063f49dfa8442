import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../engine";

/** What a function of a loss gives for fixed tensors, to four digits; or that it gives another number each time, or throws. */
type LossValue = readonly number[] | "differs" | "throws";

/**
 * What the functions of a loss give for fixed tensors. A function's text does not hold what it refers to outside itself, such as a
 * weight in another cell: these values do. Four digits, as the last ones differ between processors and a training may go on on another.
 */
export function lossValues(
  functions: Readonly<Record<string, () => tfjs.Tensor>>,
): Readonly<Record<string, LossValue>> {
  return Object.fromEntries(Object.entries(functions).map(([name, run]) => [name, valueOf(run)]));
}

function valueOf(run: () => tfjs.Tensor): LossValue {
  try {
    const [first, second] = [0, 1].map(() => numbersOf(run)) as [number[], number[]];
    return first.every((value, i) => Object.is(value, second[i])) ? first : "differs";
  } catch {
    return "throws"; // the first step says why
  }
}

function numbersOf(run: () => tfjs.Tensor): number[] {
  let numbers: number[] = [];
  tf.tidy(() => {
    numbers = [...run().dataSync()].map((value) => Number(value.toPrecision(4)));
  });
  return numbers;
}

/**
 * Fixed numbers between 0 and 1, where a discriminator's outputs may lie whether they are logits or probabilities.
 * @param turn another one gives other numbers
 */
export function fixedTensor(shape: readonly number[], turn: number): tfjs.Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length: size }, (_, i) => 0.5 + 0.3 * Math.sin(1 + turn + 2.4 * i));
  return tf.tensor(values, [...shape]);
}
