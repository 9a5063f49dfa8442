import type * as tfjs from "@tensorflow/tfjs";
import { layers, mirrorPad, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;
type LayerArgs = NonNullable<ConstructorParameters<typeof layers.Layer>[0]>;
type Inputs = tfjs.Tensor | tfjs.Tensor[];

/**
 * Maps (n, h, w, channels) with a border that mirrors them, the outermost row and column not repeated: (n, h + 2 p, w + 2 p,
 * channels). Zeros around a picture would tell the next convolution where its edge is, and draw dark frames.
 *
 * Source: Johnson et al. 2016, supplementary material ("reflection padding"); Keras has no such layer, so a .h5 with it opens
 * in this project, and in Keras with a class of this name.
 */
export class ReflectionPadding2D extends layers.Layer {
  static readonly className = "ReflectionPadding2D";
  readonly padding: number;

  /** @param options padding: width of the border in pixels, less than the maps' sides */
  constructor(options: LayerArgs & { readonly padding: number }) {
    super(options);
    this.padding = options.padding;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const [n, h, w, channels] = shape as Shape;
    const wider = (side: number | null | undefined): number | null =>
      typeof side === "number" ? side + 2 * this.padding : null;
    return [n ?? null, wider(h), wider(w), channels ?? null];
  }

  override call(inputs: Inputs): tfjs.Tensor {
    const x = only(inputs) as tfjs.Tensor4D;
    return mirrorPad(x, this.padding);
  }

  override getConfig(): ReturnType<tfjs.layers.Layer["getConfig"]> {
    return { ...super.getConfig(), padding: this.padding };
  }
}

tf.serialization.registerClass(
  ReflectionPadding2D as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);
