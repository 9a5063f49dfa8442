import { installOptional } from "../../setup/optional-packages";
import { readCommandLine } from "../flags";

const command = {
  name: "npm run ray:install",
  about: "adds Ray to the project's Python environment, for --engine ray",
  flags: [],
} as const;

/** `npm run ray:install`: adds Ray to the project's Python environment, for `--engine ray`. */
export function main(args: readonly string[]): Promise<number> {
  if (readCommandLine(command, args) === undefined) return Promise.resolve(0);
  installOptional("ray");
  console.log("Ray is installed: npm run study -- --engine ray [--address HOST:PORT]");
  return Promise.resolve(0);
}
