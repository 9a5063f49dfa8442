import { layers, tf } from "../../lib/engine";
import type { GanSpec } from "../../lib/models";
import { wasserstein, type GanOptions } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "./tiny";

/** The tiny pair with a critic that nothing normalises. */
export const tinyCritic: GanSpec = {
  ...tinySpec,
  name: "tiny critic",
  discriminator: (size) =>
    tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [size, size, 1],
          filters: 4,
          kernelSize: 4,
          strides: 2,
          padding: "same",
        }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.flatten(),
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 1 }),
      ],
    }),
};

export const train = squares("train", 12, () => 1);

/** Five steps of the critic per step of the generator, 15 in all. */
export const critic = (): GanOptions =>
  tinyOptions({ loss: wasserstein, flipProbability: 0, criticSteps: 5, epochs: 5 });
