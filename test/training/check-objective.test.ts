import { afterEach, expect, test, vi } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import { gradientPenalty, type GanOptions } from "../../lib/training";
import { checkObjective } from "../../lib/training/check-objective";
import { ganLosses } from "../../lib/training/gan-losses";
import { ganPenalties } from "../../lib/training/gan-penalties";
import { tinyOptions } from "./tiny";

const { loss } = tinyOptions();

afterEach(() => {
  vi.restoreAllMocks();
});

function check(changes: Partial<GanOptions>): { printed: string } {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  checkObjective({ ...tinyOptions(changes), name: "normal" }, 8);
  return { printed: log.mock.calls.flat().join("\n") };
}

test.each(Object.entries(ganLosses))("the loss %s teaches both networks, against each other", (_, own) => {
  expect(check({ loss: own }).printed).toBe("");
});

test.each(Object.entries(ganPenalties))("the penalty %s has a slope in the weights", (_, penalty) => {
  expect(check({ penalty }).printed).toBe("");
});

const constantPenalty = { ...gradientPenalty, value: () => tf.scalar(3) };

test.each<[string, Partial<GanOptions>, RegExp]>([
  [
    "read by dataSync",
    { loss: { ...loss, generator: (fake) => tf.scalar(fake.dataSync()[0]!) } },
    /Cannot train the GAN of normal: the generator's loss ".*" has no slope in the outputs for fakes, expected .* dataSync/,
  ],
  [
    "by a comparison",
    { loss: { ...loss, generator: (fake) => tf.mean(tf.cast(tf.greater(fake, 0), "float32")) } },
    /the generator's loss ".*" takes Greater, which has no slope/,
  ],
  [
    "not a number",
    { loss: { ...loss, generator: (fake) => tf.mean(tf.log(tf.neg(fake))) } },
    /the generator's loss ".*" is NaN.* Look for a logarithm/,
  ],
  [
    "of real images alone",
    { loss: { ...loss, discriminator: (real) => tf.mean(tf.softplus(tf.neg(real))) } },
    /the discriminator's loss ".*" has no slope in the outputs for fakes/,
  ],
  [
    "a penalty that is a constant",
    { penalty: constantPenalty },
    /the penalty ".*" has no slope in the discriminator's weights/,
  ],
  [
    "one number per image",
    { loss: { ...loss, generator: (fake) => tf.softplus(tf.neg(fake)) } },
    /the generator's loss ".*" of shape \[4, 1\], expected one number/,
  ],
])("a loss %s is refused before any training, and leaves no tensor", (_, changes, message) => {
  const before = numTensors();
  expect(() => check(changes)).toThrow(message);
  expect(numTensors()).toBe(before);
});

test("a penalty that is off is not asked; a mistake in a cell's function keeps its own error", () => {
  expect(check({ penalty: constantPenalty, penaltyWeight: 0 }).printed).toBe("");
  const generator = (): never => {
    throw new RangeError("of the cell");
  };
  expect(() => check({ loss: { ...loss, generator } })).toThrow(RangeError);
});

test("a generator's loss of the wrong sign is said", () => {
  const generator = (fake: Parameters<typeof loss.generator>[0]) => tf.neg(loss.generator(fake));
  expect(check({ loss: { ...loss, generator } }).printed).toMatch(
    /^normal: caution: .* sign that is turned round\.$/,
  );
});
