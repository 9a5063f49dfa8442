import { readCommandLine } from "../flags";
import { removeKernel } from "./kernel-install";

const command = {
  name: "npm run kernel:remove",
  about: "removes the kernel that npm run kernel:install added to your own Jupyter",
  flags: [],
} as const;

/** `npm run kernel:remove`: undoes `npm run kernel:install`. */
export function main(args: readonly string[]): Promise<number> {
  if (readCommandLine(command, args) === undefined) return Promise.resolve(0);
  removeKernel();
  return Promise.resolve(0);
}
