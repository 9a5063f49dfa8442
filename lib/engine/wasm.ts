import { type Backend, backend, tf } from "./tf";

/** Waits until the engine can compute and tells which one it is. */
export async function ready(): Promise<Backend> {
  await tf.ready();
  return backend;
}
