import { sha256, type Run } from "../../core";
import type { Dataset } from "../../data";
import { trialVersion } from "../../study/trial";

/** Hash of what a training's result depends on, the trials' version with it: an equal key means an equal result. */
export function trainingKey(
  { fingerprint }: Pick<Dataset, "fingerprint">,
  { settings, seed }: Pick<Run, "settings" | "seed">,
): string {
  return sha256(JSON.stringify([trialVersion, fingerprint, settings, seed]));
}
