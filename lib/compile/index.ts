export { compileAll, type Compiled, type CompiledAll, type Step } from "./compile";
export { CompileError } from "./compile-error";
