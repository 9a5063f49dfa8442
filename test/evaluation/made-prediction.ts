import type { Prediction } from "../../lib/evaluation/prediction";

/** A prediction of two classes. @param probability of the second class */
export const prediction = (label: number, probability: number, id = ""): Prediction => ({
  id,
  label,
  probabilities: [1 - probability, probability],
});
