import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../../core/errors";
import { lastLayerFeatures } from "../last-layer-features";
import type { FeatureSpace } from "./feature-spaces";

/**
 * The last layer of a network as a feature space.
 *
 * @param name of the network, as a table shows it
 * @param model images (batch, side, side, 1) to scores, with a dense layer at or near its end; not changed
 * @param side of the images
 * @throws InputError for a network that takes other images
 */
export function networkSpace(name: string, model: tfjs.LayersModel, side: number): FeatureSpace {
  const shape = (model.inputs[0]?.shape ?? []).slice(1);
  const fits = shape.length === 3 && [side, side, 1].every((n, i) => shape[i] === n || shape[i] === null);
  if (model.inputs.length !== 1 || !fits)
    fail(
      `use ${name} for features`,
      `a network of inputs of ${shape.join(" x ") || "no shape"}`,
      `one input of ${side} x ${side} x 1`,
      "Give a network that was trained on grey images of this size, or set data.size to its size.",
    );
  return { name, features: (images) => lastLayerFeatures(model, images), scaled: false };
}
