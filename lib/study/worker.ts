import { readJson } from "../core";
import { ready } from "../engine";
import { join } from "node:path";
import { runTrial } from "./run-trial";
import type { TrialResult } from "./trial-result";
import type { Study } from "./study";
import type { Trial } from "./trial";

// A process started with a study's folder, by local-engine.ts or on a node of a cluster: runs the trials it is sent, one by one.
const folder = process.argv[2] ?? "";

/** Message of a worker about a trial that has ended. */
export type WorkerAnswer =
  | { readonly id: string; readonly seconds: number; readonly facts: TrialResult["facts"] }
  | { readonly id: string; readonly error: string };

const send = (answer: WorkerAnswer): void => void process.send?.(answer);

async function main(): Promise<void> {
  const study = readJson<Study>(join(folder, "study.json"), "Start the study again.");
  await ready();
  process.on("message", (trial: Trial) => {
    runTrial(study, trial, folder).then(
      ({ seconds, facts }) => {
        send({ id: trial.id, seconds, facts });
      },
      (e: unknown) => {
        send({ id: trial.id, error: e instanceof Error ? (e.stack ?? e.message) : String(e) });
      },
    );
  });
  process.on("disconnect", () => process.exit(0)); // the study has ended or was killed
  process.send?.("ready");
}

void main();
