import { summarizeTest, type ArmResult } from "../../lib/evaluation/arm-result";
import type { Prediction } from "../../lib/evaluation/prediction";

/** An arm that is right or wrong as the text says, image by image; every second image is positive. */
export function arm(name: string, rights: string): ArmResult {
  const predictions = [...rights].map((a, i): Prediction => {
    const label = i % 2;
    return { id: String(i), label, probabilities: (a === "+") === (label === 1) ? [0.1, 0.9] : [0.9, 0.1] };
  });
  return summarizeTest({ name, n: 10 }, predictions, { positive: 1 });
}
