import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collector: (() => void) | undefined;

/**
 * Frees what JavaScript no longer holds, now. V8 counts tensors' memory but waits for its own heap to fill: weights that
 * the graph has copied would stay beside it at its peak.
 */
export function collect(): void {
  if (!collector) {
    setFlagsFromString("--expose-gc");
    collector = runInNewContext("gc") as () => void;
  }
  collector();
}
