import { installRay } from "../../setup/ray";

/** `npm run ray:install`: adds Ray to the project's Python environment, for `--engine ray`. */
export function main(): Promise<number> {
  installRay();
  console.log("Ray is installed: npm run study -- --engine ray [--address HOST:PORT]");
  return Promise.resolve(0);
}
