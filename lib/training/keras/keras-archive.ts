import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as H5wasm from "h5wasm/node";
import { fail } from "../../core/errors";
import { readZip } from "../../core/read-zip";
import type { ModelConfig } from "./h5-config";
import { readH5 } from "./h5-file";
import { type Part } from "./h5-import";
import { inKerasOrder, readWeight, setPart, type StoredWeight } from "./h5-weights";

/** What a .keras file holds: the configuration, and weights by place. */
export interface KerasArchive {
  readonly config: ModelConfig;
  readonly version: number;
  /** The weights under `layers/conv2d/vars`, or none. */
  readonly weights: ReadonlyMap<string, readonly StoredWeight[]>;
}

/**
 * A file that Keras 3 saved as .keras: a zip archive of `config.json`, `metadata.json` and `model.weights.h5`.
 *
 * @throws InputError when it is no such archive, or one of tf_keras 2 (its weights lie in another order)
 */
export async function readArchive(path: string, action: string, remedy: string): Promise<KerasArchive> {
  const found = openArchive(path);
  if (!found) return fail(action, `${path} is damaged or cut off`, "a whole .keras file", remedy);
  const { config, metadata, weights } = found;
  const version = Number.parseInt(metadata.keras_version, 10);
  if (version !== 3)
    return fail(
      action,
      `${path} is a .keras file of Keras ${metadata.keras_version}`,
      "one of Keras 3, or an .h5 file",
      'Save it in Keras by model.save("NAME.h5").',
    );
  const temporary = join(tmpdir(), `graft-${process.pid}-${randomBytes(4).toString("hex")}.h5`);
  try {
    writeFileSync(temporary, weights);
    const stored = await readH5(temporary, action, remedy, (file) => collect(file, action));
    return { config, version, weights: stored };
  } finally {
    rmSync(temporary, { force: true });
  }
}

function openArchive(
  path: string,
): { config: ModelConfig; metadata: { keras_version: string }; weights: Buffer } | undefined {
  try {
    const files = readZip(readFileSync(path));
    const content = (name: string) => files.get(name)!();
    const json = (name: string) => JSON.parse(content(name).toString("utf8")) as unknown;
    return {
      config: json("config.json") as ModelConfig,
      metadata: json("metadata.json") as { keras_version: string },
      weights: content("model.weights.h5"),
    };
  } catch {
    return undefined;
  }
}

function collect(file: H5wasm.File, action: string): Map<string, StoredWeight[]> {
  const found = new Map<string, StoredWeight[]>();
  const visit = (group: H5wasm.Group, path: string): void => {
    const names = group.keys();
    if (path.endsWith("/vars") || path === "vars") {
      if (names.length > 0)
        found.set(
          path,
          names.map((_, i) => readWeight(group.get(String(i)), action, `${path}/${i}`, false)),
        );
      return;
    }
    for (const name of names) visit(group.get(name) as H5wasm.Group, path ? `${path}/${name}` : name);
  };
  visit(file.get("/") as H5wasm.Group, "");
  return found;
}

/**
 * Gives a model's layers the weights of a .keras file, where they lie under the class's name and a count.
 *
 * @throws InputError for weights that are missing, too many or of another shape
 * Source: keras/src/saving/saving_lib.py of 3.15, `_save_container_state`.
 */
export function setArchiveWeights(parts: readonly Part[], archive: KerasArchive, action: string): void {
  const left = new Set(archive.weights.keys());
  const visit = (list: readonly Part[], folder: string): void => {
    const used = new Map<string, number>();
    for (const part of list) {
      const name = snakeCase(part.className);
      const count = used.get(name) ?? 0;
      used.set(name, count + 1);
      const place = `${folder}layers/${name}${count === 0 ? "" : `_${count}`}`;
      if (part.parts) visit(part.parts, `${place}/`);
      else {
        setPart(
          part,
          inKerasOrder({ ...part, trainable: true }),
          archive.weights.get(`${place}/vars`) ?? [],
          action,
        );
        left.delete(`${place}/vars`);
      }
    }
  };
  visit(parts, "");
  const [other] = left;
  if (other !== undefined)
    fail(
      action,
      `weights in ${other}`,
      "weights of the model's layers",
      'Save it in Keras by model.save("NAME.h5").',
    );
}

/** `BatchNormalization` to `batch_normalization`, `LeakyReLU` to `leaky_re_lu`, as Keras does. */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
