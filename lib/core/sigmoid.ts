/** The logistic function, 1 / (1 + exp(-x)): a logit as a probability, from 0 to 1. */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
