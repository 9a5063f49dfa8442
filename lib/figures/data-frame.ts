import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../core";

/** The part of a danfojs data frame that a display needs. */
export interface DataFrame {
  readonly columns: readonly string[];
  readonly values: readonly (readonly string[])[];
}

interface Danfo {
  readonly DataFrame: new (rows: readonly Readonly<Record<string, string>>[]) => DataFrame;
}

let danfo: Danfo | undefined;

/**
 * A danfojs data frame of texts, for display only: it computes nothing that is reported.
 *
 * danfojs asks for tfjs-node by name, which would load the native engine. It gets plain TensorFlow.js instead, the part
 * every engine of this project shares; a frame of texts runs no operation on it.
 */
export function dataFrame(rows: readonly Readonly<Record<string, string>>[]): DataFrame {
  danfo ??= loadDanfo();
  return new danfo.DataFrame(rows);
}

function loadDanfo(): Danfo {
  const load = createRequire(join(root(), "package.json"));
  load("@tensorflow/tfjs");
  const shared = load.cache[load.resolve("@tensorflow/tfjs")];
  if (shared) load.cache[load.resolve("@tensorflow/tfjs-node")] = shared;
  return load("danfojs-node") as Danfo;
}
