import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { countArchitecture } from "../../lib/evaluation/count-architecture";
import { paperNumbers } from "../../lib/evaluation/paper-numbers";

test("countArchitecture() finds the paper's parameters and five costs, and leaves no tensor", () => {
  const before = tf.memory().numTensors;
  const { parameters, multiplyAdds } = countArchitecture();
  expect(parameters).toEqual(paperNumbers.parameters);
  expect(multiplyAdds).toHaveLength(5);
  expect(multiplyAdds).toEqual([...multiplyAdds].sort((a, b) => a - b));
  expect(tf.memory().numTensors).toBe(before);
});
