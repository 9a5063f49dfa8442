import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { tf } from "../engine";

type AnyLayer = tfjs.layers.Layer;
type Node = tfjs.SymbolicTensor;

/** What stands in a rebuilt network in place of the given one's parts. */
export interface Replacements {
  /** Put behind each input; by default nothing. */
  readonly input?: (x: Node) => Node;
  /** In place of a layer that is given x; undefined: a copy of the layer. */
  readonly layer: (old: AnyLayer, x: Node) => Node | undefined;
  /** Put behind each output; by default nothing. */
  readonly output?: (y: Node) => Node;
}

/**
 * The same graph of layers, freshly built with the same names and weights, some of them replaced. The given network stays.
 * @throws TypeError for a network that calls a layer twice or has a network among its layers, before anything is built
 */
export function rebuildNetwork(
  model: tfjs.LayersModel,
  { input = (x) => x, layer, output = (y) => y }: Replacements,
): tfjs.LayersModel {
  for (const one of model.layers)
    if (one.inboundNodes.length !== 1 || one instanceof tf.LayersModel)
      fail(
        "rebuild a network",
        `layer "${one.name}" of ${model.name}, ${one instanceof tf.LayersModel ? "a network itself" : "called several times"}`,
        "layers that are called once",
        "Write each call as a layer of its own.",
        TypeError,
      );
  const made = new Map<Node, Node>();
  const inputs = model.inputs.map((given) => {
    const fresh = tf.input({ shape: given.shape.slice(1) });
    made.set(given, input(fresh));
    return fresh;
  });
  for (const old of model.layers) {
    if (old.getClassName() === "InputLayer") continue;
    const given = [old.input].flat().map((node) => made.get(node)!);
    made.set(old.output as Node, layer(old, given[0]!) ?? callCopy(old, given));
  }
  return tf.model({ inputs, outputs: model.outputs.map((node) => output(made.get(node)!)) });
}

function callCopy(old: AnyLayer, given: Node[]): Node {
  const { fromConfig } = old.constructor as unknown as {
    fromConfig(of: unknown, config: tfjs.serialization.ConfigDict): AnyLayer;
  };
  const config = old.getConfig();
  delete config["batchInputShape"]; // of a sequential network's first layer: here the input has it
  const copy = fromConfig(old.constructor, config);
  const result = copy.apply(given.length === 1 ? given[0]! : given) as Node;
  copy.setWeights(old.getWeights());
  return result;
}
