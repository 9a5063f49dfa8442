import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

/** An array of float32, base64. */
export interface StoredArray {
  shape: number[];
  values: string;
}

/** A model of test/golden/keras_models.py: the file as Latin-1 text, inputs and the outputs that Keras gives for them. */
export interface GoldenModel {
  name: string;
  by: "keras" | "tf_keras";
  ending: string;
  file: string;
  x: StoredArray[];
  y: StoredArray[];
}

/** All models of test/golden/keras_models.py. */
export function goldenModels(): GoldenModel[] {
  const path = fileURLToPath(new URL("../../golden/keras-models.json.br", import.meta.url));
  return JSON.parse(brotliDecompressSync(readFileSync(path)).toString("utf8")) as GoldenModel[];
}

/** An array's values. */
export function floats({ values }: StoredArray): Float32Array {
  const bytes = Buffer.from(values, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
