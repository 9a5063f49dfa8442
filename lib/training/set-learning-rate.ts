import type * as tfjs from "@tensorflow/tfjs";

/** Sets the step size of Adam's next steps, which tfjs declares as protected. */
export function setLearningRate(adam: tfjs.AdamOptimizer, rate: number): void {
  (adam as unknown as { learningRate: number }).learningRate = rate;
}
