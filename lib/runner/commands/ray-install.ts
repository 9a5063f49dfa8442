import { installOptional } from "../../setup/optional-packages";

/** `npm run ray:install`: adds Ray to the project's Python environment, for `--engine ray`. */
export function main(): Promise<number> {
  installOptional("ray");
  console.log("Ray is installed: npm run study -- --engine ray [--address HOST:PORT]");
  return Promise.resolve(0);
}
