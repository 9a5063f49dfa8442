import { cellSignal } from "../core";
import type { TrainedGan } from "./gan";

interface Finished {
  readonly key: string;
  readonly gan: TrainedGan;
  /** Of the cell that trained it. */
  readonly signal: AbortSignal;
}

const finished = new Map<string, Finished>();

/** Remembers a GAN that the running cell has trained. @param key everything that its training depended on */
export function rememberFinished(key: string, gan: TrainedGan): void {
  const signal = cellSignal();
  if (signal) finished.set(gan.folder, { key, gan, signal });
}

/**
 * The GAN that a cell trained before it was interrupted in a later training: run again, the cell need not train it again.
 * A cell that came to its end is no such case: there running again means training again.
 */
export function finishedBefore(key: string, folder: string): TrainedGan | undefined {
  const found = finished.get(folder);
  finished.delete(folder);
  return found?.key === key && found.signal.aborted ? found.gan : undefined;
}
