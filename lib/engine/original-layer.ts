import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "./tf";

type Layers = typeof tf.layers;

/** The class that a function of `tf.layers` makes: tfjs does not export its layers' classes. */
export type LayerClass<K extends keyof Layers> = Layers[K] extends (...args: infer A) => infer R
  ? new (...args: A) => R
  : never;

/** Any layer. */
export type AnyLayer = InstanceType<Layers["Layer"]>;

/** Second argument of `call`, passed on by `apply`: `{ training: true }`. */
export type Kwargs = Parameters<AnyLayer["call"]>[1];

/**
 * tfjs' own class of a name, also after a subclass has been registered under that name (a notebook that loads the
 * library again).
 */
export function originalLayer<K extends keyof Layers>(className: string): LayerClass<K> {
  let found: object = tf.serialization.SerializationMap.getMap().classNameMap[className]![0];
  while (!Object.hasOwn(found, "className")) found = Object.getPrototypeOf(found) as object;
  return found as LayerClass<K>;
}

/** A layer's only input. */
export function only(inputs: Tensor | Tensor[]): Tensor {
  return Array.isArray(inputs) ? inputs[0]! : inputs;
}

/** Whether the call is made in training mode. */
export function isTraining(kwargs: Kwargs): boolean {
  return kwargs["training"] === true;
}
