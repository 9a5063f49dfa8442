import { StringDecoder } from "node:string_decoder";

type Callback = (error?: Error | null) => void;

/**
 * Hands what is written to stdout or stderr to `write`, as text; a character split over two writes stays whole.
 *
 * @param write takes the text, at once
 */
export function redirectOutputStream(name: "stdout" | "stderr", write: (text: string) => void): void {
  const decoder = new StringDecoder("utf8");
  const toText = (chunk: unknown, encoding: BufferEncoding): string => {
    if (typeof chunk === "string")
      return encoding === "utf8" ? chunk : decoder.write(Buffer.from(chunk, encoding));
    if (chunk instanceof Uint8Array) return decoder.write(Buffer.from(chunk));
    throw new TypeError(
      `Cannot write to process.${name}: ${typeof chunk} was given, expected a string or bytes. Use console.log for other values.`,
    );
  };
  process[name].write = (chunk: unknown, encoding?: unknown, callback?: Callback): boolean => {
    const done = typeof encoding === "function" ? (encoding as Callback) : callback;
    const text = toText(chunk, normalizeEncoding(encoding));
    if (text !== "") write(text);
    if (done) process.nextTick(done);
    return true;
  };
  const end = (...args: unknown[]): NodeJS.WriteStream => {
    const [chunk] = args;
    const done = args.find((arg) => typeof arg === "function") as Callback | undefined;
    if (chunk !== undefined && typeof chunk !== "function") process[name].write(chunk as string);
    if (done) process.nextTick(done);
    return process[name]; // it stays open: later cells write too
  };
  Object.assign(process[name], { end });
}

function normalizeEncoding(encoding: unknown): BufferEncoding {
  if (typeof encoding !== "string" || /^utf-?8$/i.test(encoding)) return "utf8";
  return Buffer.isEncoding(encoding) ? encoding : "utf8";
}
