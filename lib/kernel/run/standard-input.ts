import { Readable } from "node:stream";

const createRefusal = (): Error =>
  new Error(
    "Cannot read input: this kernel has none, expected no prompt. Set a variable in the cell instead.",
  );

/** Makes every way of asking for input fail at once; no answer would ever come. */
export function refuseStandardInput(): void {
  const open = (): Readable => {
    const input = new Readable({
      read() {
        this.destroy(createRefusal());
      },
    });
    const same = (): Readable => input;
    return Object.assign(input, { isTTY: false, fd: 0, setRawMode: same, ref: same, unref: same });
  };
  let input = open();
  Object.defineProperty(process, "stdin", {
    configurable: true,
    get: () => (input.destroyed ? (input = open()) : input), // each question is refused, not only the first
  });
  Object.defineProperty(globalThis, "prompt", {
    configurable: true,
    writable: true,
    value: () => {
      throw createRefusal();
    },
  });
}
