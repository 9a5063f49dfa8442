import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { biasAdd } from "./bias";
import { conv, convTranspose } from "./convolution";
import { type Kwargs, only, originalLayer } from "./original-layer";
import { tf } from "./tf";

/** tfjs' Conv2D computed by `conv` and `biasAdd`; cases these do not cover are left to tfjs. */
export class Conv2D extends originalLayer<"conv2d">("Conv2D") {
  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[] {
    if (!isCovered(this.padding, this.dataFormat, this.strides, this.dilationRate))
      return super.call(inputs, kwargs);
    return tf.tidy(() => {
      const y = conv(only(inputs) as Tensor4D, this.kernel.read() as Tensor4D, this.strides[0]);
      return this.activation.apply(this.useBias ? biasAdd(y, this.bias.read()) : y);
    });
  }
}

/** tfjs' Conv2DTranspose computed by `convTranspose` and `biasAdd`; cases these do not cover are left to tfjs. */
export class Conv2DTranspose extends originalLayer<"conv2dTranspose">("Conv2DTranspose") {
  override call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[] {
    if (!isCovered(this.padding, this.dataFormat, this.strides, this.dilationRate))
      return super.call(inputs, kwargs);
    return tf.tidy(() => {
      const y = convTranspose(only(inputs) as Tensor4D, this.kernel.read() as Tensor4D, this.strides[0]);
      return this.activation.apply(this.useBias ? biasAdd(y, this.bias.read()) : y);
    });
  }
}

function isCovered(
  padding: string,
  format: string,
  strides: readonly number[],
  dilation: readonly number[],
): boolean {
  const square = strides[0] === strides[1];
  return padding === "same" && format === "channelsLast" && square && dilation.every((step) => step === 1);
}
