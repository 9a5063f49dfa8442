import { backend, doubleProducts } from "../engine";
import { multiplyLargeBy } from "../ml/products";

/** Whether TensorFlow multiplies large sets of vectors: wherever this folder's index is imported, but by WebAssembly. */
export const multipliesLarge = backend === "native";
if (multipliesLarge) multiplyLargeBy(doubleProducts);
