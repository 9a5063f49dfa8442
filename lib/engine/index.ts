export { backend, type Backend } from "./backend";
export { tf } from "./tf";
export { engineName, ready } from "./wasm";
export { shapeText } from "./layer-shapes";
export { layers, plainLayers } from "./layers";
export { plainCopy } from "./plain-copy";
export { relu, leakyRelu } from "./rectifier";
export { adam, rmsprop, type AdamOptions, type RmsPropOptions } from "./optimizers";
export { biasAdd } from "./bias";
export { batchNormTraining, type BatchNormOptions } from "./batch-norm";
export { conv, convTranspose } from "./convolution";
export { winograd } from "./winograd";
export { differentiable, lastGradient, type Differentiable } from "./gradient";
export { dropoutDraws, dropoutLayers, dropoutMask, restoreDropoutDraws, seedDropout } from "./dropout";
export {
  CompileError,
  compile,
  compileAll,
  type CompileOptions,
  type Compiled,
  type CompiledAll,
  type Step,
} from "./compile";
export { compute, threads, useCompute, type Compute } from "./compute";
export { doubleProducts } from "./double-products";
export { useEngine } from "./use-engine";
export { draws, type Draws } from "./random";
export { expectNoLeak, leakGuard, numTensors, rssMiB } from "./memory";
