import { cpus } from "node:os";
import { fail, type Profile } from "../core";
import { localEngine } from "../study/local-engine";
import type { TrialEngine } from "../study/trial-engine";
import type { FlagValues } from "./flags";
import { rayEngine } from "./ray/ray-engine";

/** The flags that choose an engine. */
export const engineFlags = ["processes", "engine", "address", "max-trials"] as const;

/** Which engine runs trials, as the command line says. */
export interface EngineChoice {
  readonly name: "local" | "ray";
  /** Processes of this machine. */
  readonly processes: number;
  /** Of Ray: HOST:PORT of its head, and trials at a time. */
  readonly address?: string;
  readonly maxTrials?: number;
}

/** @throws InputError for options of Ray with another engine */
export function chooseEngine(values: FlagValues<(typeof engineFlags)[number]>): EngineChoice {
  const { processes = cpus().length, address, "max-trials": maxTrials } = values;
  const ofRay = address !== undefined ? "--address" : maxTrials !== undefined ? "--max-trials" : undefined;
  const { engine: name = ofRay === undefined ? "local" : "ray" } = values;
  if (name === "local" && ofRay !== undefined)
    fail(`use ${ofRay}`, "--engine local", "--engine ray", "Leave one of the two out.");
  return {
    name,
    processes,
    ...(address !== undefined && { address }),
    ...(maxTrials !== undefined && { maxTrials }),
  };
}

/**
 * Opens the chosen engine.
 * @param profile of the trials: those of `paper` ask for GPUs where a cluster has any
 * @throws InputError where Ray is not installed, or no cluster answers
 */
export async function openEngine(choice: EngineChoice, profile: Profile): Promise<TrialEngine> {
  const { name, processes } = choice;
  return name === "local"
    ? localEngine(processes)
    : rayEngine({ ...choice, processes, usesGpu: profile === "paper" });
}
