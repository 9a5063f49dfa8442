import type { Tensor } from "@tensorflow/tfjs";
import { attribute, floats, run } from "./binding";
import { differentiable, lastGradient } from "./gradient";
import { backend } from "./backend";
import { tf } from "./tf";

/**
 * Adds one number a channel: x (..., channels) + bias (channels). The second derivative to x is right; that of the
 * bias' gradient throws (it is never needed: a penalty does not contain it). Measured on (16, 32, 32, 128), value and
 * gradients against tf.add: 0.54 of its time in a graph.
 */
export function biasAdd(x: Tensor, bias: Tensor): Tensor {
  if (backend !== "native") return tf.add(x, bias);
  const attributes = [floats("T"), attribute("data_format", "NHWC")];
  return differentiable([x, bias], (input, b) => ({
    value: run("BiasAdd", attributes, [input, b]),
    saved: [],
    backward: (dy) => [dy, lastGradient("a bias", run("BiasAddGrad", attributes, [dy]), [dy])],
  }));
}
