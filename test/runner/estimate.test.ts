import { expect, test } from "vitest";
import { resolveSettings } from "../../lib/core";
import { estimateSeconds } from "../../lib/runner/estimate";
import type { StepTimes } from "../../lib/runner/measure-steps";

const settings = resolveSettings("smoke", { "gan.epochs": 10, "gan.batchSize": 16, "classifier.epochs": 4 });
const idle: StepTimes = { gan: { first: 0, next: 0 }, classifier: { first: 0, next: 0 }, slowdown: 1 };
const seconds = (times: Partial<StepTimes>, sizes: readonly number[], ...notebooks: string[]): number =>
  estimateSeconds({ ...idle, ...times }, settings, sizes, notebooks) -
  estimateSeconds(idle, settings, sizes, notebooks);

test("estimateSeconds() counts the GAN steps of each class, however many there are", () => {
  const gan = { first: 100, next: 1 };
  // 72 % train: 72 images are 5 batches of 16, 36 are 3, 144 are 9
  expect(seconds({ gan }, [100, 100], "02-train-dcgan")).toBe(2 * (100 + 10 * 5));
  expect(seconds({ gan }, [100, 50, 200], "02-train-dcgan")).toBe(3 * 100 + 10 * (5 + 3 + 9));
  expect(seconds({ gan }, [100, 100], "03-inspect-samples")).toBe(0);
});

test("estimateSeconds() counts one arm in notebook 04 and two in 05, of all classes' images", () => {
  const classifier = { first: 10, next: 1 };
  const batches = Math.ceil(0.72 * 400) / settings["classifier.batchSize"];
  const arm = 2 * 10 + 1.5 * 4 * Math.ceil(batches);
  expect(seconds({ classifier }, [100, 100, 200], "04-tsne")).toBeCloseTo(arm, 9);
  expect(seconds({ classifier }, [100, 100, 200], "04-tsne", "05-evaluate")).toBeCloseTo(3 * arm, 9);
});

test("estimateSeconds() stretches what was not measured by how busy the machine is", () => {
  const at = (slowdown: number): number =>
    estimateSeconds({ ...idle, slowdown }, settings, [100, 100], ["01-preprocess", "03-inspect-samples"]);
  expect(at(1)).toBeGreaterThan(10);
  expect(at(3)).toBeCloseTo(3 * at(1), 9);
});

test("estimateSeconds() takes longer for more classes of as many images to be measured", () => {
  const at = (sizes: readonly number[]): number =>
    estimateSeconds(idle, settings, sizes, ["03-inspect-samples"]);
  expect(at([100, 100, 100])).toBeGreaterThan(at([150, 150]));
});
