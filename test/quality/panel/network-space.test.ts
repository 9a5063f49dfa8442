import { describe, expect, it } from "vitest";
import { tf } from "../../../lib/engine";
import { networkSpace } from "../../../lib/quality/panel/network-space";
import { toyHeads } from "../toy-heads";

describe("networkSpace", () => {
  it("refuses a network of another input, in words", () => {
    const input = tf.input({ shape: [16, 16, 1] });
    const flat = tf.layers.flatten().apply(input) as ReturnType<typeof tf.input>;
    const output = tf.layers.dense({ units: 2 }).apply(flat) as ReturnType<typeof tf.input>;
    const model = tf.model({ inputs: input, outputs: output });
    expect(() => networkSpace("mine.h5", model, 32)).toThrow(
      "Cannot use mine.h5 for features: a network of inputs of 16 x 16 x 1, expected one input of 32 x 32 x 1.",
    );
    const { size } = toyHeads(1, 1);
    expect(networkSpace("mine.h5", model, size / 2).name).toBe("mine.h5");
    model.dispose();
  });
});
