import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../core";
import type { ImageSet } from "../data/image-set";
import { tf } from "../engine";
import { setReference, withVirtualNorm, type GanSpec } from "../models";
import { conditionBoxes } from "./boxes/condition-boxes";
import type { GanOptions } from "./gan-options";
import { generatorInputs } from "./generator-inputs";
import { conditionClasses } from "./with-classes";

/**
 * A generator as the options want it: with `referenceBatch` its batch norms are virtual, and the reference batch is drawn, always
 * the same one of a training; of a conditional pair with classes of the training images, shuffled. Without, it is given back.
 *
 * @param generator freshly built; disposed where another takes its place
 * @throws InputError for one without batch norm
 */
export function withReferenceBatch(
  generator: tfjs.LayersModel,
  train: ImageSet<"train">,
  spec: GanSpec,
  options: GanOptions,
): tfjs.LayersModel {
  const { referenceBatch: rows, seed, name } = options;
  if (rows === 0) return generator;
  const random = stream(seed, "gan", name, "reference");
  const [classes, boxes] = [conditionClasses(spec, options), conditionBoxes(spec, options, train)];
  const model = withVirtualNorm(generator, rows);
  for (const inputs of generatorInputs(random, spec.latentDim, 1, train, classes, boxes, rows)) {
    setReference(model, inputs);
    tf.dispose(inputs as tfjs.TensorContainer);
  }
  return model;
}
