import { removeKernel } from "./kernel-install";

/** `npm run kernel:remove`: undoes `npm run kernel:install`. */
export function main(): Promise<number> {
  removeKernel();
  return Promise.resolve(0);
}
