export { backend, type Backend } from "./backend";
export { numTensors, tf } from "./tf";
export { engineName, ready } from "./wasm";
export { shapeText } from "./shape-text";
export { layers, plainLayers } from "./layers";
export { relu, leakyRelu } from "./rectifier";
export { biasAdd } from "./bias";
export { batchNormTraining, type BatchNormOptions } from "./batch-norm";
export { conv, convTranspose } from "./convolution";
export { mirrorPad } from "./mirror-pad";
export { winograd } from "./winograd";
export { doubleSide, halveSide } from "./halve-side";
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
export { draws, type Draws } from "./draws";
