import { existsSync } from "node:fs";
import { countOf, fail, mean, readJson } from "../../core";
import { ablationArms, type AblationArm } from "../ablation/ablation-arms";
import { drawAblationImages, writeAblationImages } from "../ablation/ablation-images";
import { ablationTable } from "../ablation/ablation-table";
import { ablationFile, ablationFolder, ablationTrials, type AblationTrial } from "../ablation/ablation-trial";
import { ablationWorker } from "../ablation/ablation-worker";
import type { AblationResult } from "../ablation/train-ablation-arm";
import { readCommandLine, type Command } from "../flags";
import { chooseEngine, engineFlags, openEngine, type EngineChoice } from "../open-engine";
import { stopSignal } from "../stop-signal";
import { trialClock } from "../trial-clock";
import { trialLine } from "../trial-line";

const command = {
  name: "npm run ablation",
  words: "[ARM ...]",
  about: "what each remedy alone does to a tiny GAN of the phantom's slices, 3 seeds each, as a table",
  flags: ["stored", ...engineFlags],
  more: () =>
    `An arm is chosen by a part of its name, by default all: ${ablationArms.map(({ name }) => name).join("; ")}.

Results lie under .cache/ablation by what they depend on (networks, loss, settings; not the rest of the code): the same command
resumes, on either engine. --engine ray runs the same trainings on a Ray cluster, into the same files (lib/runner/ray/README.md).`,
} as const satisfies Command<"stored" | (typeof engineFlags)[number]>;

/**
 * `npm run ablation -- [ARM ...]`: trains what is not there yet, and prints the table.
 * @returns 0; 1 when a training failed or the command was stopped
 * @throws InputError for a name that no arm has, and for unknown options
 */
export async function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(command, args);
  if (line === undefined) return 0;
  const { stored = false } = line.values;
  const arms = chooseArms(line.words);
  const choice = chooseEngine(line.values);
  const trials = ablationTrials(arms);
  const isDone = stored || trials.every(isStored) || (await train(trials, choice));
  const done = trials.filter(isStored);
  console.log(
    ablationTable(
      arms.map((arm) => ({ arm, results: done.filter((trial) => trial.arm === arm).map(readResult) })),
    ),
  );
  return isDone ? 0 : 1;
}

const isStored = (trial: AblationTrial): boolean => existsSync(ablationFile(ablationFolder(), trial));

const readResult = (trial: AblationTrial): AblationResult =>
  readJson(ablationFile(ablationFolder(), trial), "Remove it and type it again.");

const trialName = ({ arm, seed }: AblationTrial): string => `${arm.name}, seed ${seed}`;

/** Trains what is missing. @returns false when a training failed or all were stopped */
async function train(trials: readonly AblationTrial[], choice: EngineChoice): Promise<boolean> {
  const missing = trials.filter((trial) => !isStored(trial));
  const stop = stopSignal();
  const engine = await openEngine(choice, "quick");
  writeAblationImages(ablationFolder(), await drawAblationImages());
  const seconds = expectedSeconds(trials.filter(isStored));
  const clock = trialClock(missing, { processes: engine.atATime, seconds });
  const line = trialLine({ total: missing.length, name: trialName, clock });
  const { failed } = await engine.run(
    { worker: ablationWorker, trials: missing, folder: ablationFolder() },
    // stored by now: arms may be shared out among several calls
    { signal: stop, mayStart: (trial) => !isStored(trial) },
    line,
  );
  line.end();
  await engine.close();
  for (const { trial, why } of failed) console.error(`\n${trialName(trial)} failed: ${why}`);
  if (stop.aborted || failed.length > 0)
    console.error(`${countOf(line.finished, "training")} finished and kept: the same command resumes.`);
  return failed.length === 0 && !stop.aborted;
}

/** Of a training on one slow core, where none has been timed yet. */
const guessedSeconds = 30;

/** How long a training takes: as its arm's did, else as all did. */
function expectedSeconds(done: readonly AblationTrial[]): (trial: AblationTrial) => number {
  const took = done.map((trial) => ({ arm: trial.arm, seconds: readResult(trial).seconds }));
  return ({ arm }) => {
    const own = took.filter((one) => one.arm === arm);
    return took.length === 0 ? guessedSeconds : mean(own.length > 0 ? own : took, (one) => one.seconds);
  };
}

function chooseArms(names: readonly string[]): readonly AblationArm[] {
  const unknown = names.find((name) => !ablationArms.some((arm) => arm.name.includes(name)));
  if (unknown !== undefined)
    fail(
      "choose arms",
      `"${unknown}"`,
      ablationArms.map(({ name }) => name).join(" | "),
      "Give a part of these names.",
    );
  return names.length === 0
    ? ablationArms
    : ablationArms.filter((arm) => names.some((name) => arm.name.includes(name)));
}
