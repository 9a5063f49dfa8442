import { afterEach, describe, expect, test } from "vitest";
import { useCompute } from "../../lib/engine";
import { ganTraining } from "../../lib/training/gan-training";
import { remedyCases } from "./remedy-cases";
import { squares, tinyOptions, tinySpec } from "./tiny";

afterEach(() => useCompute({ mode: "eager" }));

describe.each([
  ...remedyCases,
  ["an adaptive augmentation", tinySpec, squares("train", 12, () => 1), { augmentation: "adaptive" }],
] as const)("a training with %s", (_, spec, images, changes) => {
  test("becomes a graph", () => {
    useCompute({ mode: "graph" });
    const said: unknown[] = [];
    const { log } = console;
    console.log = (text: unknown) => said.push(text);
    const training = ganTraining(images, spec, tinyOptions(changes));
    try {
      for (let i = 0; i < 3; i++) training.step();
    } finally {
      console.log = log;
      training.dispose();
    }
    expect(said).toEqual([]);
    expect(Number.isFinite(training.history[0]?.discriminator)).toBe(true);
  });
});
