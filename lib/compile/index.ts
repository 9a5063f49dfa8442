export { compileAll, type Compiled, type CompiledAll, type Step } from "./compile";
export type { Precision } from "./bfloat16";
export { CompileError } from "./compile-error";
