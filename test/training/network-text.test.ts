import type { LayersModel } from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { layers, ready, tf } from "../../lib/engine";
import { resnet, smallTwoPath, twoPathCnn } from "../../lib/models";
import { networkText } from "../../lib/training/network-text";

beforeAll(() => ready());

/** The text of a network that is built, and disposed after it. */
function textOf(build: () => LayersModel): string {
  const network = build();
  const text = networkText(network);
  network.dispose();
  return text;
}

test("networkText() is the same for a network that is built again, whose layers have other names", () => {
  const [first, again] = [twoPathCnn(smallTwoPath), twoPathCnn(smallTwoPath)];
  expect(first.layers[1]!.name).not.toBe(again.layers[1]!.name);
  expect(networkText(again)).toBe(networkText(first));
  first.dispose();
  again.dispose();
  const classifier = () => resnet({ depth: "18", inputShape: [8, 8, 1], classes: 2, filters: 4, seed: 1 });
  expect(textOf(classifier)).toBe(textOf(classifier));
  const block = () => tf.sequential({ layers: [layers.dense({ inputShape: [3], units: 2 })] });
  const nested = () => tf.sequential({ layers: [block(), layers.reLU()] });
  expect(textOf(nested)).toBe(textOf(nested));
});

test("networkText() differs for another option, also one that no weight's shape shows, and for other joints", () => {
  const dense = (activation: "relu" | "tanh") => () =>
    tf.sequential({ layers: [layers.dense({ inputShape: [3], units: 2, activation })] });
  expect(textOf(dense("relu"))).not.toBe(textOf(dense("tanh")));
  const joined = (isSwapped: boolean) => () => {
    const x = tf.input({ shape: [3] });
    const [a, b] = [
      layers.dense({ units: 2 }).apply(x),
      layers.dense({ units: 2, activation: "tanh" }).apply(x),
    ];
    const both = (isSwapped ? [b, a] : [a, b]) as ReturnType<typeof tf.input>[];
    return tf.model({ inputs: x, outputs: layers.concatenate().apply(both) as ReturnType<typeof tf.input> });
  };
  expect(textOf(joined(false))).not.toBe(textOf(joined(true)));
  const pieces = (count: number) => () => twoPathCnn({ ...smallTwoPath, pieces: count });
  expect(textOf(pieces(2))).not.toBe(textOf(pieces(4)));
});
