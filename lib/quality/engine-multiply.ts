import { backend, doubleProducts } from "../engine";
import type { Multiply } from "../ml/distances";

/** TensorFlow's multiplication of large sets of vectors; undefined by WebAssembly, which has no double precision. */
export const engineMultiply: Multiply | undefined = backend === "native" ? doubleProducts : undefined;
