"""The two networks (lib/models/resnet.ts, the generator of lib/models/dcgan.ts) as ONNX graphs with random weights.

Batch norm and dropout stand in them as an exported model has them (dropout is left out, as exporters do); the runtimes fold
what they can. Maps are channels first, as ONNX has it.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(0)
stages = [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.trainable = [], [], 0

    def weight(self, value, trainable=False):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        self.trainable += value.size if trainable else 0
        return name

    def trained(self, shape, deviation):
        return self.weight(random.normal(0, deviation, shape).astype(np.float32), True)

    def node(self, kind, inputs, **attributes):
        out = f"x{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [out], **attributes))
        return out

    def norm(self, x, channels, epsilon):
        scale, shift = random.uniform(0.5, 1.5, channels), random.normal(0, 0.1, channels)
        mean, variance = random.normal(0, 0.1, channels), random.uniform(0.5, 1.5, channels)
        trained = [self.weight(v.astype(np.float32), True) for v in (scale, shift)]
        averages = [self.weight(v.astype(np.float32)) for v in (mean, variance)]
        return self.node("BatchNormalization", [x, *trained, *averages], epsilon=epsilon)

    def model(self, shape, x, out):
        graph = helper.make_graph(
            self.nodes,
            "network",
            [helper.make_tensor_value_info("input", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info(x, TensorProto.FLOAT, out)],
            self.weights,
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(made)
        return made.SerializeToString()


def resnet50(batch):
    """@returns the model and its number of trainable parameters; images (batch, 1, 32, 32) to logits (batch, 2)"""
    g = Graph()

    def normalised(x, inputs, filters, kernel, stride, then):
        w = g.trained([filters, inputs, kernel, kernel], (2 / (kernel * kernel * inputs)) ** 0.5)
        x = g.node("Conv", [x, w], auto_pad="SAME_UPPER", strides=[stride, stride], kernel_shape=[kernel, kernel])
        x = g.norm(x, filters, 1.001e-5)
        return g.node("Relu", [x]) if then else x

    x = normalised("input", 1, 64, 7, 2, True)
    x = g.node("MaxPool", [x], kernel_shape=[3, 3], strides=[2, 2], auto_pad="SAME_UPPER")
    channels = 64
    for filters, blocks, first in stages:
        for i in range(blocks):
            stride = first if i == 0 else 1
            shortcut = normalised(x, channels, 4 * filters, 1, stride, False) if i == 0 else x
            y = normalised(x, channels, filters, 1, stride, True)
            y = normalised(y, filters, filters, 3, 1, True)
            y = normalised(y, filters, 4 * filters, 1, 1, False)
            x = g.node("Relu", [g.node("Add", [y, shortcut])])
            channels = 4 * filters
    x = g.node("Flatten", [g.node("GlobalAveragePool", [x])])
    x = g.node("Gemm", [x, g.trained([channels, 2], 0.03), g.trained([2], 0.0)])
    return g.model([batch, 1, 32, 32], x, [batch, 2]), g.trainable


def generator(batch):
    """@returns the model and its number of trainable parameters; latents (batch, 100) to images (batch, 1, 32, 32)"""
    g = Graph()
    width, units = 128, 16 * 16 * 128

    def leaky(x):
        return g.node("LeakyRelu", [x], alpha=0.01)

    x = g.node("Gemm", ["input", g.trained([100, units], 0.1), g.trained([units], 0.01)])
    x = leaky(g.norm(x, units, 1e-3))
    x = g.node("Reshape", [x, g.weight(np.array([batch, width, 16, 16]))])
    for i, (kernel, outputs) in enumerate([(5, width), (4, width), (5, width), (5, width), (5, 1)]):
        w = g.trained([outputs if i != 1 else width, width, kernel, kernel], 0.02)
        b = g.trained([outputs], 0.01)
        if i == 1:
            x = g.node("ConvTranspose", [x, w, b], kernel_shape=[4, 4], strides=[2, 2], pads=[1, 1, 1, 1])
        else:
            x = g.node("Conv", [x, w, b], kernel_shape=[kernel, kernel], pads=[kernel // 2] * 4)
        x = g.node("Tanh", [x]) if i == 4 else leaky(g.norm(x, outputs, 1e-3))
    return g.model([batch, 100], x, [batch, 1, 32, 32]), g.trainable
