import type * as tfjs from "@tensorflow/tfjs";
import { doubleSide, halveSide, layers } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/** Maps (n, h, w, c) of half the side (`halveSide`) or of twice the side (`doubleSide`), with derivatives of every order. */
export class SideLayer extends layers.Layer {
  static readonly className = "SideLayer";
  readonly factor: 0.5 | 2;

  constructor(options: { readonly factor: 0.5 | 2 }) {
    super({});
    this.factor = options.factor;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    const [n, h, w, c] = shape as Shape;
    return [n ?? null, h! * this.factor, w! * this.factor, c ?? null];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs);
    return this.factor === 2 ? doubleSide(x) : halveSide(x);
  }
}
