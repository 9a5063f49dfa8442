import type * as H5wasm from "h5wasm/node";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fail } from "../../core/errors";
import { root } from "../../core/files";

/** The HDF5 library, compiled to WebAssembly; it works on real files. */
export async function hdf5(): Promise<typeof H5wasm> {
  const load = createRequire(join(root(), "package.json"));
  const library = await (load("./lib/training/keras/h5wasm.cjs") as () => Promise<typeof H5wasm>)();
  const module = await library.ready;
  module.activate_throwing_error_handler();
  return library;
}

/**
 * Writes an HDF5 file whole or not at all: `write` fills a file beside it, which then takes its name. Makes the folder.
 * @param path where the file shall lie
 * @throws whatever `write` throws; the old file stays
 */
export async function writeH5(path: string, write: (file: H5wasm.File) => void): Promise<void> {
  const { File } = await hdf5();
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.${randomBytes(3).toString("hex")}.part`;
  try {
    const file = new File(temporary, "w");
    try {
      write(file);
    } finally {
      file.close();
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Reads an HDF5 file and closes it. The library keeps a damaged file open: one repaired in place (rather than replaced,
 * as `writeH5` does) is read after a restart only.
 * @param action what is done, after "Cannot": `"read the model generator.h5"`
 * @param remedy what to do when the file is missing or damaged
 * @throws InputError when there is no such file, or it is no HDF5 file, or it is damaged
 */
export async function readH5<T>(
  path: string,
  action: string,
  remedy: string,
  read: (file: H5wasm.File) => T,
): Promise<T> {
  if (!existsSync(path)) return fail(action, `no file ${path}`, "an .h5 file", remedy);
  if (!startsWith(path, signature)) return refuseOther(path, action, remedy);
  const { File } = await hdf5();
  const file = attempt(path, action, remedy, () => new File(path, "r"));
  try {
    return attempt(path, action, remedy, () => read(file));
  } finally {
    file.close();
  }
}

/** Errors of the HDF5 library mean damage; those we raise ourselves pass. */
function attempt<T>(path: string, action: string, remedy: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Cannot ")) throw error;
    return fail(action, `${path} is damaged or cut off`, "a whole HDF5 file", remedy);
  }
}

const signature = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");

/** Whether a file is a zip archive named .keras. */
export function isArchive(path: string): boolean {
  return path.toLowerCase().endsWith(".keras") && existsSync(path) && startsWith(path, Buffer.from("PK"));
}

/** Other kinds of models by their ending. */
const others: readonly (readonly [ending: RegExp, kind: string])[] = [
  [/\.tflite$/i, "a TensorFlow Lite model"],
  [/\.onnx$/i, "an ONNX model"],
  [/\.(pt|pth|safetensors)$/i, "a PyTorch model or its weights"],
  [/\.(pb|index|ckpt|data-\d+-of-\d+)$/i, "a part of a TensorFlow checkpoint or SavedModel"],
  [/\.json$/i, "a configuration without weights"],
];

function refuseOther(path: string, action: string, remedy: string): never {
  const inKeras = 'Only models of Keras are read: save it there by model.save("NAME.h5").';
  if (statSync(path).isDirectory() && existsSync(join(path, "saved_model.pb")))
    return fail(
      action,
      `${path} is no HDF5 file but a SavedModel folder`,
      "a file saved by Keras or by saveKeras",
      'In Keras 2 (tf_keras): tf_keras.models.load_model("FOLDER").save("NAME.h5").',
    );
  const other = others.find(([ending]) => ending.test(path));
  const kind = other ? ` but ${other[1]}` : "";
  return fail(
    action,
    `${path} is no HDF5 file${kind}`,
    "a file saved by Keras or by saveKeras",
    other ? inKeras : remedy,
  );
}

function startsWith(path: string, start: Buffer): boolean {
  if (!statSync(path).isFile()) return false;
  const read = Buffer.alloc(start.length);
  const descriptor = openSync(path, "r");
  try {
    readSync(descriptor, read, 0, read.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return read.equals(start);
}
