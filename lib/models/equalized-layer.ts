import type * as tfjs from "@tensorflow/tfjs";
import { biasAdd, conv, layers, tf } from "../engine";
import { only } from "../engine/original-layer";

type Shape = tfjs.Shape;

/** Options of the layer. */
export interface EqualizedOptions {
  readonly name: string;
  /** Filters of a convolution, units of a dense layer. */
  readonly outputs: number;
  /** Side of a convolution's kernel; absent: a dense layer. */
  readonly kernelSize?: number | undefined;
  /** Standard deviation of the outputs of inputs of mean square 1: by default sqrt(2), half of whose square a rectifier leaves. */
  readonly gain?: number | undefined;
}

/**
 * What a kernel that is drawn from N(0, 1) is multiplied by whenever it is used: He's standard deviation. Adam moves every
 * number by steps of one size; so all kernels learn at one pace, whatever their layers' widths.
 *
 * @param kernel shape (..., inputs, outputs)
 * Source: Karras et al. 2018, section 4.1; He et al. 2015, eq. 10.
 */
export function equalizedScale(kernel: readonly number[], gain = Math.SQRT2): number {
  return gain / Math.sqrt(kernel.slice(0, -1).reduce((product, side) => product * side, 1));
}

/**
 * A convolution with same padding, or a dense layer, whose kernel is scaled by `equalizedScale` at each call. `initialize`
 * draws it by the rule "normal 1"; biases start at 0.
 */
export class EqualizedLayer extends layers.Layer {
  static readonly className = "EqualizedLayer";
  readonly options: EqualizedOptions;
  private kernel: tfjs.LayerVariable | undefined;
  private bias: tfjs.LayerVariable | undefined;

  constructor(options: EqualizedOptions) {
    super({ name: options.name });
    this.options = options;
  }

  override build(shape: Shape | Shape[]): void {
    const { kernelSize, outputs } = this.options;
    const field = kernelSize === undefined ? [] : [kernelSize, kernelSize];
    const kernel = [...field, (shape as Shape).at(-1)!, outputs];
    this.kernel = this.addWeight("kernel", kernel, "float32", tf.initializers.zeros());
    this.bias = this.addWeight("bias", [outputs], "float32", tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(shape: Shape | Shape[]): Shape {
    return [...(shape as Shape).slice(0, -1), this.options.outputs];
  }

  override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
    const x = only(inputs);
    return tf.tidy(() => {
      const kernel = this.kernel!.read();
      const scaled = tf.mul(kernel, equalizedScale(kernel.shape, this.options.gain));
      const product =
        this.options.kernelSize === undefined
          ? tf.matMul(x as tfjs.Tensor2D, scaled as tfjs.Tensor2D)
          : conv(x as tfjs.Tensor4D, scaled as tfjs.Tensor4D);
      return biasAdd(product, this.bias!.read());
    });
  }
}
