import { afterEach, expect, test, vi } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import { paper, small } from "../../lib/models";
import { checkRange } from "../../lib/training/check-range";

afterEach(() => {
  vi.restoreAllMocks();
});

type Layer = InstanceType<typeof tf.layers.Layer>;

/** What is printed of a generator that ends in these layers. */
function said(...ending: Layer[]): string {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const first = layers.dense({ inputShape: [3], units: 16 });
  const generator = tf.sequential({ layers: [first, ...ending, layers.reshape({ targetShape: [4, 4, 1] })] });
  const before = numTensors();
  checkRange(generator, "normal");
  expect(numTensors()).toBe(before);
  generator.dispose();
  const printed = log.mock.calls.flat().join("\n");
  log.mockRestore();
  return printed;
}

test.each([
  [
    "sigmoid",
    /^normal: caution: the generator's last layer, "\w+", makes pixels from 0 to 1, .* Let it end in tanh\.$/,
  ],
  ["relu", /pixels from 0 to 50/],
  ["softplus", /pixels from 0 to 50/],
] as const)("a generator that ends in %s is said", (activation, message) => {
  expect(said(layers.dense({ units: 16, activation }))).toMatch(message);
  expect(said(layers.activation({ activation }))).toMatch(message);
});

test("a rectifier of its own is said; tanh, and an end without activation, are not", () => {
  expect(said(layers.reLU())).toMatch(/pixels from 0 to 50/);
  expect(said(layers.dense({ units: 16, activation: "tanh" }))).toBe("");
  expect(said(layers.activation({ activation: "hardSigmoid" }))).toMatch(/from 0 to 1/);
  expect(said()).toBe("");
});

test("the published generators make black and white", () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  for (const { generator } of [paper, small]) {
    const network = generator(32);
    checkRange(network, "normal");
    network.dispose();
  }
  expect(log).not.toHaveBeenCalled();
});
