import { existsSync, readFileSync, rmSync } from "node:fs";
import { sha256, writeAtomic } from "../core";

/** Everything a training needs to resume as if never interrupted: numbers by name, and the rest as JSON. */
export interface Checkpoint<State> {
  readonly state: State;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

/** Everything a training depends on, by part: `{ loss: "...", settings: [...] }`. Each part is kept as a hash of its JSON. */
export type CheckpointKey = Readonly<Record<string, unknown>>;

/**
 * Writes a checkpoint whole or not at all: a header line (JSON with the key, the state, names, lengths and the
 * SHA-256 of the numbers), then the numbers.
 *
 * @param key what the training depends on; `readCheckpoint` gives back only a checkpoint of the same key
 */
export function writeCheckpoint<State>(
  path: string,
  key: CheckpointKey,
  { state, arrays }: Checkpoint<State>,
): void {
  const names = Object.keys(arrays);
  const parts = names.map((n) => {
    const a = arrays[n] as Float32Array;
    return Buffer.from(a.buffer, a.byteOffset, a.byteLength);
  });
  const body = Buffer.concat(parts);
  const lengths = parts.map((p) => p.length / 4);
  const header = JSON.stringify({ key: hashParts(key), state, names, lengths, sha256: sha256(body) });
  writeAtomic(path, Buffer.concat([Buffer.from(header + "\n"), body]));
}

/**
 * @returns the checkpoint, or the reason why there is none to resume from: `"none"`, `"damaged"`, or what it was made
 * with, `"of another loss and penalty"`
 */
export function readCheckpoint<State>(path: string, key: CheckpointKey): Checkpoint<State> | string {
  if (!existsSync(path)) return "none";
  const content = readFileSync(path);
  const end = content.indexOf(10);
  const body = content.subarray(end + 1);
  try {
    const header = JSON.parse(content.toString("utf8", 0, end)) as {
      key: Readonly<Record<string, string>>;
      state: State;
      names: string[];
      lengths: number[];
      sha256: string;
    };
    if (header.sha256 !== sha256(body)) return "damaged";
    const parts = hashParts(key);
    const differing = [...new Set([...Object.keys(parts), ...Object.keys(header.key)])].filter(
      (part) => parts[part] !== header.key[part],
    );
    if (differing.length > 0) return `of another ${differing.join(" and ")}`;
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

function hashParts(key: CheckpointKey): Record<string, string> {
  return Object.fromEntries(
    Object.entries(key).map(([part, value]) => [part, sha256(JSON.stringify(value))]),
  );
}
