import { Readable } from "node:stream";

const refusal = (): Error =>
  new Error(
    "Cannot read input: this kernel has none, expected no prompt. Set a variable in the cell instead.",
  );

/** Makes every way of asking for input fail at once instead of waiting for ever. */
export function refuseInput(): void {
  const input = new Readable({
    read() {
      this.destroy(refusal());
    },
  });
  const same = (): Readable => input;
  Object.assign(input, { isTTY: false, fd: 0, setRawMode: same, ref: same, unref: same });
  Object.defineProperty(process, "stdin", { value: input, configurable: true });
  Object.defineProperty(globalThis, "prompt", {
    configurable: true,
    writable: true,
    value: () => {
      throw refusal();
    },
  });
}
