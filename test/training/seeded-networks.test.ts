import { describe, expect, test } from "vitest";
import { layers, numTensors, tf } from "../../lib/engine";
import { buildNetworks, type GanSpec } from "../../lib/models";
import { ganTraining } from "../../lib/training/gan-training";
import { boxedSquares, tinyBoxed } from "./boxes/tiny-boxed";
import { squares, tinyOptions, tinySpec } from "./tiny";

const train = squares("train", 12, () => 1);

/** Its generator is built well only the first time. */
function onceOnly(): GanSpec {
  let built = 0;
  const generator: GanSpec["generator"] = (size) => {
    if (built++ > 0) throw new Error("no second generator");
    return tinySpec.generator(size);
  };
  return { ...tinySpec, generator };
}

const broken = (): never => {
  throw new Error("no discriminator");
};
/** Ends in a convolution: there are no flat features for a head. */
const withoutFeatures: GanSpec["discriminator"] = (size) =>
  tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [size, size, 1], filters: 1, kernelSize: size }),
      layers.reshape({ targetShape: [1] }),
    ],
  });

describe("networks of which a later one cannot be built", () => {
  const { images } = boxedSquares(11);
  test.each<[string, string, () => unknown]>([
    ["boxes", "options without boxes", () => ganTraining(images, tinyBoxed, tinyOptions())],
    ["discriminator", "no discriminator", () => buildNetworks({ ...tinySpec, discriminator: broken }, 8)],
    ["second generator", "no second generator", () => ganTraining(train, onceOnly(), tinyOptions())],
    [
      "heads",
      "without a dense layer of one unit",
      () =>
        ganTraining(
          train,
          { ...tinySpec, discriminator: withoutFeatures },
          tinyOptions({ minibatchKernels: 2, penaltyWeight: 0 }),
        ),
    ],
  ])("leave no tensor: %s", (_, message, build) => {
    tinySpec.generator(8).dispose(); // the engine's own constants exist from here on
    const before = numTensors();
    expect(build).toThrow(message);
    expect(numTensors()).toBe(before);
  });
});
