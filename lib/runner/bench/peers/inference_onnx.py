"""Inference of the two networks by runtimes that do nothing else: ONNX Runtime and OpenVINO.

"precision": float32, or default: OpenVINO then takes bfloat16 by itself where the processor has it.
"""

import networks_onnx
import numpy as np
from serve import options, serve

asked = options()
batch = asked["batch"]
count = asked["images"]
is_generator = asked["work"] == "generate"
model, trainable = (networks_onnx.generator if is_generator else networks_onnx.resnet50)(batch)
random = np.random.default_rng(1)


def onnx_runtime():
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return lambda x: session.run(None, {"input": x})[0], {"ONNX Runtime": onnxruntime.__version__}


def openvino():
    import openvino

    settings = {"PERFORMANCE_HINT": "LATENCY"}  # twice as fast as THROUGHPUT with one request at a time
    if asked.get("precision", "float32") == "float32":
        settings["INFERENCE_PRECISION_HINT"] = "f32"
    core = openvino.Core()
    compiled = core.compile_model(core.read_model(model), "CPU", settings)
    request = compiled.create_infer_request()
    version = openvino.__version__.split("-")[0]

    def run(x):
        request.infer([x], share_inputs=True)
        return request.get_output_tensor(0).data.copy()

    return run, {"OpenVINO": version}


run, versions = {"onnxruntime": onnx_runtime, "openvino": openvino}[asked["runtime"]]()


def images(n):
    return [run(random.standard_normal((batch, 100), np.float32)) for _ in range(0, n, batch)]


pixels = random.uniform(-1, 1, (count if not is_generator else batch, 1, 32, 32)).astype(np.float32)


def infer():
    return [run(pixels[at : at + batch]) for at in range(0, count, batch)]


def checks():
    return {("generator" if is_generator else "classifier") + "'s parameters": trainable}


if is_generator:
    serve(lambda: images(count), versions, prepare=lambda: images(2 * batch), checks=checks, numbers=lambda: images(batch)[0])
else:
    serve(infer, versions, checks=checks, numbers=lambda: np.concatenate(infer()))
