import { sigmoid } from "../core/sigmoid";
import { cholesky, choleskySolve } from "./cholesky";
import { innerProducts, type Multiply } from "./distances";
import { row, type Vectors } from "./vectors";

/** A fitted logistic regression: logit(x) = weights.x + bias. */
export interface LogisticRegression {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Options of `logisticRegression`. */
export interface LogisticOptions {
  /** Weight of the data against the ridge. */
  readonly C?: number;
  /** Multiplication of large sets. */
  readonly multiply?: Multiply | undefined;
}

/**
 * Fits a logistic regression with a ridge: the weights that minimise |w|^2 / 2 + C times the log loss; the bias is free.
 *
 * @param x n vectors
 * @param labels n labels, both present
 * @returns the minimum to about 1e-9, found without random numbers
 * Source: the objective of scikit-learn's `LogisticRegression(C=C)`; solved by Newton's method over the n images (the
 *   weights are a sum of images), since images have more pixels than there are images.
 */
export function logisticRegression(
  x: Vectors,
  labels: readonly (0 | 1)[],
  { C = 0.01, multiply }: LogisticOptions = {},
): LogisticRegression {
  const n = x.n;
  const gram = innerProducts(x, x, multiply).values;
  let dual = new Float64Array(n);
  let bias = 0;
  let best = state(gram, labels, C, dual, bias);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = newton(gram, labels, C, best);
    let stepSize = 1;
    let next = best;
    let movedDual = dual;
    let movedBias = bias;
    do {
      movedDual = dual.map((a, i) => a + stepSize * (step.dual[i]! - a));
      movedBias = bias + stepSize * (step.bias - bias);
      next = state(gram, labels, C, movedDual, movedBias);
      stepSize /= 2;
    } while (next.objective > best.objective && stepSize > 1e-4);
    const gain = best.objective - next.objective;
    if (gain <= 0) break;
    [dual, bias, best] = [movedDual, movedBias, next];
    if (gain < 1e-14 * (1 + best.objective)) break;
  }
  const weights = new Float64Array(x.dim);
  for (let i = 0; i < n; i++) row(x, i).forEach((v, k) => (weights[k]! += dual[i]! * v));
  return { weights, bias };
}

/** The logit of each vector: positive where label 1 is likelier. */
export function logits(model: LogisticRegression, x: Vectors): Float64Array {
  return Float64Array.from({ length: x.n }, (_, i) => {
    let sum = model.bias;
    row(x, i).forEach((v, k) => (sum += v * model.weights[k]!));
    return sum;
  });
}

interface State {
  readonly logits: Float64Array;
  readonly objective: number;
}

function state(
  gram: Float64Array,
  labels: readonly (0 | 1)[],
  C: number,
  dual: Float64Array,
  bias: number,
): State {
  const n = labels.length;
  let ridge = 0;
  let loss = 0;
  const f = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += gram[i * n + j]! * dual[j]!;
    ridge += dual[i]! * sum;
    f[i] = sum + bias;
    const wrong = labels[i] === 1 ? -f[i]! : f[i]!;
    loss += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
  }
  return { logits: f, objective: ridge / 2 + C * loss };
}

/** Solves (K + 1 / (C p (1 - p))) dual + bias = working response, sum of dual = 0. */
function newton(
  gram: Float64Array,
  labels: readonly (0 | 1)[],
  C: number,
  { logits: f }: State,
): { dual: Float64Array; bias: number } {
  const n = labels.length;
  const root = new Float64Array(n);
  const response = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const p = sigmoid(f[i]!);
    const w = Math.max(p * (1 - p), 1e-10);
    root[i] = Math.sqrt(C * w);
    response[i] = f[i]! + (labels[i]! - p) / w;
  }
  const b = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) b[i * n + j] = root[i]! * gram[i * n + j]! * root[j]! + (i === j ? 1 : 0);
  cholesky(b, n);
  const solve = (v: Float64Array): Float64Array =>
    choleskySolve(
      b,
      n,
      v.map((value, i) => value * root[i]!),
    ).map((value, i) => value * root[i]!);
  const ofResponse = solve(response);
  const ofOnes = solve(new Float64Array(n).fill(1));
  const total = (v: Float64Array): number => v.reduce((sum, value) => sum + value, 0);
  const bias = total(ofResponse) / total(ofOnes);
  return { bias, dual: ofResponse.map((value, i) => value - bias * ofOnes[i]!) };
}
