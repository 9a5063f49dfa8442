import type { Tensor, Tensor4D, serialization } from "@tensorflow/tfjs";
import "../../models/instance-norm"; // registers a layer that files may hold
import "../../models/reflection-padding";
import { tf } from "../../engine";

type Config = ReturnType<InstanceType<typeof tf.serialization.Serializable>["getConfig"]>;
type LayerArgs = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;
type Shape = (number | null)[];
type Inputs = Tensor | Tensor[];

const only = <T>(given: T | T[]): T => (Array.isArray(given) ? given[0]! : given);

/** The difference of two inputs, with broadcasting. tfjs has no such layer. */
class Subtract extends tf.layers.Layer {
  static className = "Subtract";

  override call(inputs: Inputs): Tensor {
    const [a, b] = inputs as [Tensor, Tensor];
    return tf.sub(a, b);
  }

  override computeOutputShape(shapes: Shape | Shape[]): Shape {
    const [a, b] = shapes as [Shape, Shape];
    return a.map((side, i) => (side === 1 ? b[i]! : side));
  }
}

/** Bilinear enlargement with half-pixel centres, as Keras'; tfjs' UpSampling2D aligns corners. (n, h, w, c). */
class BilinearUpSampling2D extends tf.layers.Layer {
  static className = "BilinearUpSampling2D";
  readonly size: readonly [number, number];

  constructor(config: LayerArgs & { size: [number, number] }) {
    super(config);
    this.size = config.size;
  }

  override call(inputs: Inputs): Tensor {
    const x = only(inputs) as Tensor4D;
    return tf.image.resizeBilinear(x, [x.shape[1] * this.size[0], x.shape[2] * this.size[1]], false, true);
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const [n, h, w, channels] = shape as Shape;
    const times = (side: number | null | undefined, by: number) =>
      typeof side === "number" ? side * by : null;
    return [n ?? null, times(h, this.size[0]), times(w, this.size[1]), channels ?? null];
  }

  override getConfig(): Config {
    return { ...super.getConfig(), size: [...this.size] };
  }
}

/** Mean or maximum over a map that stays a map: (n, h, w, c) -> (n, 1, 1, c), Keras' `keepdims`. */
class GlobalPoolingToMap extends tf.layers.Layer {
  static className = "GlobalPoolingToMap";
  readonly kind: "mean" | "max";

  constructor(config: LayerArgs & { kind: "mean" | "max" }) {
    super(config);
    this.kind = config.kind;
  }

  override call(inputs: Inputs): Tensor {
    return tf[this.kind](only(inputs), [1, 2], true);
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const [n, , , channels] = shape as Shape;
    return [n ?? null, 1, 1, channels ?? null];
  }

  override getConfig(): Config {
    return { ...super.getConfig(), kind: this.kind };
  }
}

/** A reshape with one side that is what is left (-1); tfjs' own knows its size only once it is called. */
class ReshapeRest extends tf.layers.Layer {
  static className = "ReshapeRest";
  readonly targetShape: readonly number[];

  constructor(config: LayerArgs & { targetShape: number[] }) {
    super(config);
    this.targetShape = config.targetShape;
  }

  override call(inputs: Inputs): Tensor {
    const x = only(inputs);
    return tf.reshape(x, [x.shape[0]!, ...this.targetShape]);
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const [n, ...sides] = shape as Shape;
    const product = (of: readonly (number | null)[]) =>
      of.reduce<number>((all, side) => all * (side ?? NaN), 1);
    const rest = product(sides) / -product(this.targetShape);
    return [n ?? null, ...this.targetShape.map((side) => (side >= 0 ? side : rest > 0 ? rest : null))];
  }

  override getConfig(): Config {
    return { ...super.getConfig(), targetShape: [...this.targetShape] };
  }
}

for (const layer of [Subtract, BilinearUpSampling2D, GlobalPoolingToMap, ReshapeRest])
  tf.serialization.registerClass(layer as serialization.SerializableConstructor<serialization.Serializable>);

/** The class registered under a name, made from its configuration. */
export function makeLayer(
  className: string,
  config: Record<string, unknown>,
): InstanceType<typeof tf.layers.Layer> {
  const [cls, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[className]!;
  return fromConfig(cls, config as Config) as InstanceType<typeof tf.layers.Layer>;
}
