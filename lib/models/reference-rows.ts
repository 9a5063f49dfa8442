import type * as tfjs from "@tensorflow/tfjs";
import { layers, tf } from "../engine";
import { isTraining, type Kwargs, only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/**
 * In training mode puts a reference batch before what it is given, (n, ...) to (rows + n, ...), so that both flow through the
 * layers that follow. The batch is a weight that is not trained: zeros until it is set, and part of every checkpoint.
 */
export class ReferenceRows extends layers.Layer {
  static readonly className = "ReferenceRows";
  readonly rows: number;
  private reference: tfjs.LayerVariable | undefined;

  constructor(options: { readonly rows: number }) {
    super({});
    this.rows = options.rows;
  }

  override build(shape: Shape | Shape[]): void {
    const whole = [this.rows, ...(shape as Shape).slice(1)];
    this.reference = this.addWeight("reference", whole, "float32", tf.initializers.zeros(), undefined, false);
    this.built = true;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
    return shape;
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[], kwargs: Kwargs): tfjs.Tensor {
    const x = only(inputs);
    return isTraining(kwargs) ? tf.concat([this.reference!.read(), x], 0) : x;
  }
}

/** In training mode leaves out the first rows, those of the reference batch: (rows + n, ...) to (n, ...). */
export class WithoutReferenceRows extends layers.Layer {
  static readonly className = "WithoutReferenceRows";
  readonly rows: number;

  constructor(options: { readonly rows: number }) {
    super({});
    this.rows = options.rows;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
    return shape;
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[], kwargs: Kwargs): tfjs.Tensor {
    const x = only(inputs);
    return isTraining(kwargs) ? tf.slice(x, this.rows) : x;
  }
}
