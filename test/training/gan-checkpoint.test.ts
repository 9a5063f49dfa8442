import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { ganSettings, type Settings } from "../../lib/core";
import { layers, tf } from "../../lib/engine";
import type { GanSpec } from "../../lib/models";
import {
  ganKey,
  ganObjective,
  gradientPenalty,
  loadKeras,
  trainGan,
  type GanOptions,
} from "../../lib/training";
import { leastSquares } from "./own-loss";
import { squares, tinyOptions, tinySpec } from "./tiny";

const train = squares("train", 12, () => 1);

afterEach(() => {
  vi.restoreAllMocks();
});

/** Ends a training after its first epoch, whose checkpoint stays. */
async function interruptAfterOneEpoch(options: GanOptions, spec = tinySpec): Promise<void> {
  const stop = ({ epoch }: { epoch: number }) => {
    if (epoch === 1) throw new Error("interrupted");
  };
  await expect(trainGan(train, spec, options, stop)).rejects.toThrow("interrupted");
}

/** Trains to the end. @returns the epochs that were trained, and what was printed */
async function finish(options: GanOptions, spec = tinySpec): Promise<{ epochs: number[]; printed: string }> {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const epochs: number[] = [];
  await trainGan(train, spec, options, ({ epoch }) => void epochs.push(epoch));
  return { epochs, printed: log.mock.calls.flat().join("\n") };
}

const [loss, penalty] = [tinyOptions().loss, gradientPenalty];

test.each<[string, Partial<GanOptions>]>([
  ["loss", { loss: leastSquares }],
  ["loss", { loss: { ...loss, generator: (fake) => tf.neg(tf.mean(fake)) } }],
  ["loss", { loss: { ...loss, equilibrium: 1 } }],
  ["penalty", { penalty: { ...penalty, value: (d, real) => tf.mean<never>(tf.square(d(real))) } }],
])("an edited %s does not resume the checkpoint of the one before, and says so", async (part, changed) => {
  const options = tinyOptions({ epochs: 2 });
  await interruptAfterOneEpoch(options);
  const { epochs, printed } = await finish({ ...options, ...changed });
  expect(epochs).toEqual([1, 2]);
  expect(printed).toContain(`starts from scratch, the checkpoint there is of another ${part}`);
});

test.each(["loss", "penalty", "pair of networks"])(
  "a %s of equal text that refers to another value does not resume the checkpoint of the one before",
  async (part) => {
    let factor = 1;
    const own: GanOptions = tinyOptions({
      epochs: 2,
      loss: { ...loss, generator: (fake) => tf.mul(part === "loss" ? factor : 1, loss.generator(fake)) },
      penalty: {
        ...penalty,
        value: (...given) => tf.mul(part === "penalty" ? factor : 1, penalty.value(...given)),
      },
    });
    const slope = () => (part === "pair of networks" ? factor / 10 : 0.1);
    const spec: GanSpec = {
      ...tinySpec,
      discriminator: (size) =>
        tf.sequential({
          layers: [
            layers.flatten({ inputShape: [size, size, 1] }),
            layers.leakyReLU({ alpha: slope() }),
            layers.dense({ units: 1 }),
          ],
        }),
    };
    await interruptAfterOneEpoch(own, spec);
    factor = 2;
    const { epochs, printed } = await finish(own, spec);
    expect(epochs).toEqual([1, 2]);
    expect(printed).toContain(`the checkpoint there is of another ${part}`);
  },
);

test("a loss and a penalty of equal text resume: a cell that is run again is no other loss", async () => {
  const options = tinyOptions({ epochs: 2 });
  await interruptAfterOneEpoch(options);
  const { epochs, printed } = await finish({ ...options, loss: { ...loss }, penalty: { ...penalty } });
  expect(epochs).toEqual([2]);
  expect(printed).toContain("resumes after 1 epoch");
});

test("gan.penalty resumes as its row says: none and interpolates are one, with another weight, the others are not", () => {
  const keyOf = (chosen: Settings["gan.penalty"]) =>
    JSON.stringify(ganKey(tinySpec, ganObjective({ "gan.loss": "cross-entropy", "gan.penalty": chosen })));
  expect(keyOf("none")).toBe(keyOf("interpolates"));
  expect(new Set([keyOf("interpolates"), keyOf("r1"), keyOf("dragan")]).size).toBe(3);
  expect(ganSettings["gan.penalty"].resume).toBe("fixed");
});

test("several parts that differ are all named", async () => {
  const options = tinyOptions({ epochs: 2 });
  await interruptAfterOneEpoch(options);
  const { printed } = await finish({ ...options, loss: leastSquares, beta1: 0.6 });
  expect(printed).toContain("of another loss and setting");
});

test("ganKey() is another for another function of networks, loss or penalty", () => {
  const text = (spec = tinySpec, options: Partial<GanOptions> = {}) =>
    JSON.stringify(ganKey(spec, tinyOptions(options)));
  expect(text()).toBe(text());
  expect(text({ ...tinySpec, generator: (size) => tinySpec.generator(size) })).not.toBe(text());
  expect(text(tinySpec, { loss: leastSquares })).not.toBe(text());
  expect(text(tinySpec, { loss: { ...loss, least: () => 0 } })).not.toBe(text());
  expect(text(tinySpec, { penalty: { ...penalty, name: "other" } })).not.toBe(text());
});

test("a loss of one's own trains to other weights, and its discriminator is saved with its own last activation", async () => {
  const scores = async (options: GanOptions): Promise<number[]> => {
    const gan = await trainGan(train, tinySpec, options);
    expect(gan.history.every((h) => Number.isFinite(h.discriminator + h.generator))).toBe(true);
    const model = await loadKeras(join(options.folder, "discriminator.h5"));
    const values = model.predict(tf.tensor4d(train.pixels, [12, 8, 8, 1])) as ReturnType<typeof tf.tensor>;
    const last = model.layers.at(-1)?.getConfig()["activation"];
    expect(last).toBe(options.loss.finalActivation);
    return [...values.dataSync()];
  };
  const [crossEntropy, own] = [tinyOptions(), tinyOptions({ loss: leastSquares })];
  const [probabilities, logits] = [await scores(crossEntropy), await scores(own)];
  expect(probabilities.every((p) => p > 0 && p < 1)).toBe(true);
  expect(logits).not.toEqual(probabilities);
});
