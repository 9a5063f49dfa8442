import { afterEach, describe, expect, test } from "vitest";
import { useCompute } from "../../lib/engine";
import { ganLosses } from "../../lib/training";
import { byFeatures } from "../../lib/training/gan-losses";
import { ganTraining } from "../../lib/training/gan-training";
import { squares, tinyOptions, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";

const acGan = { ...tinyConditional, auxiliary: true as const, discriminator: tinySpec.discriminator };
const train = squares("train", 12, (i) => i % 2);
const classes = ["dark", "bright"];

afterEach(() => useCompute({ mode: "eager" }));

describe.each([
  ["an auxiliary classifier", acGan, train, { classes, name: "all classes" }],
  [
    "feature matching",
    tinySpec,
    squares("train", 12, () => 1),
    { loss: byFeatures(ganLosses["cross-entropy"]) },
  ],
  [
    "minibatch discrimination",
    tinySpec,
    squares("train", 12, () => 1),
    { minibatchKernels: 4, penaltyWeight: 0 },
  ],
  ["an adaptive augmentation", tinySpec, squares("train", 12, () => 1), { augmentation: "adaptive" }],
  ["historical averaging", tinySpec, squares("train", 12, () => 1), { historicalAveraging: 0.1 }],
  ["a lazy penalty", tinySpec, squares("train", 12, () => 1), { penaltyEvery: 4 }],
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
