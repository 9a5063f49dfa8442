import { existsSync, readFileSync, rmSync } from "node:fs";
import { sha256, writeAtomic } from "../core";

/** Everything a training needs to go on as if never interrupted: numbers by name, and the rest as JSON. */
export interface Checkpoint<State> {
  readonly state: State;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

/**
 * Writes a checkpoint whole or not at all: a header line (JSON with the key, the state, names, lengths and the
 * SHA-256 of the numbers), then the numbers.
 *
 * @param key what the training depends on; `readCheckpoint` gives back only a checkpoint of the same key
 */
export function writeCheckpoint<State>(
  path: string,
  key: string,
  { state, arrays }: Checkpoint<State>,
): void {
  const names = Object.keys(arrays);
  const parts = names.map((n) => {
    const a = arrays[n] as Float32Array;
    return Buffer.from(a.buffer, a.byteOffset, a.byteLength);
  });
  const body = Buffer.concat(parts);
  const lengths = parts.map((p) => p.length / 4);
  const header = JSON.stringify({ key, state, names, lengths, sha256: sha256(body) });
  writeAtomic(path, Buffer.concat([Buffer.from(header + "\n"), body]));
}

/**
 * @returns the checkpoint, or the reason why there is none to continue from: `"none"`, `"of other settings"`,
 * `"damaged"`
 */
export function readCheckpoint<State>(path: string, key: string): Checkpoint<State> | string {
  if (!existsSync(path)) return "none";
  const content = readFileSync(path);
  const end = content.indexOf(10);
  const body = content.subarray(end + 1);
  try {
    const header = JSON.parse(content.toString("utf8", 0, end)) as {
      key: string;
      state: State;
      names: string[];
      lengths: number[];
      sha256: string;
    };
    if (header.sha256 !== sha256(body)) return "damaged";
    if (header.key !== key) return "of other settings";
    let at = 0;
    const arrays = header.names.map((name, i) => {
      const bytes = (header.lengths[i] ?? 0) * 4;
      const copy = new Uint8Array(bytes);
      copy.set(body.subarray(at, (at += bytes)));
      return [name, new Float32Array(copy.buffer)] as const;
    });
    return { state: header.state, arrays: Object.fromEntries(arrays) };
  } catch {
    return "damaged";
  }
}

/** Removes a checkpoint that is not needed any more. */
export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true });
}
