import { countOf } from "../../core";
import type {
  FailedTrial,
  TrialBatch,
  TrialOptions,
  TrialWatcher,
  TrialsEnd,
} from "../../study/trial-engine";
import { trialQueue } from "../../study/trial-queue";
import type { AnyTrial } from "../../study/worker-program";
import { nextEvent, type RayDriver, type RayEvent, type RayWork } from "./ray-driver";

/** What each trial asks for, and how many are sent at a time. */
export interface RayLimits {
  readonly atATime: number;
  /** GPUs of a trial that trains: 0 or 1. */
  readonly gpus: number;
  /** Time limit of one trial, seconds; one that takes longer is stopped and tried again. */
  readonly seconds: number;
}

/**
 * Runs trials as Ray tasks, by an open driver. A trial is tried three times; when it has failed, those that need it are left
 * out and all others finish. Trials that an earlier process has sent, and that still run, are found and not begun again.
 *
 * @param options.signal cancels the trials
 */
export async function runOnRay<T extends AnyTrial>(
  driver: RayDriver,
  limits: RayLimits,
  batch: TrialBatch<T>,
  { signal, mayStart = () => true, hasTimeFor = () => true }: TrialOptions<T>,
  watcher: TrialWatcher<T>,
): Promise<TrialsEnd<T>> {
  driver.tell({ open: batch.folder });
  const { running: found } = await nextEvent(driver, "opened");
  const isFound = ({ id }: T): boolean => found.includes(id);
  const foundFirst = [...batch.trials.filter(isFound), ...batch.trials.filter((trial) => !isFound(trial))];
  const queue = trialQueue(
    { ...batch, trials: foundFirst },
    {
      mayStart: (trial) => isFound(trial) || mayStart(trial),
      hasTimeFor: (trial) => isFound(trial) || hasTimeFor(trial),
    },
  );
  const running = new Map<string, T>();
  const failed: FailedTrial<T>[] = [];
  const toWork = workOf(batch, limits);
  if (found.length > 0) watcher.note?.(`${countOf(found.length, "trial")} of an earlier command found again`);
  let isEnding = false;
  const end = (): void => {
    if (!isEnding) driver.tell({ end: true, clean: !signal.aborted && failed.length === 0 });
    isEnding = true;
  };
  const send = (): void => {
    while (running.size < limits.atATime) {
      const trial = signal.aborted ? undefined : queue.next();
      if (!trial) break;
      running.set(trial.id, trial);
      driver.tell({ run: toWork(trial) });
    }
    if (running.size === 0) end();
  };
  signal.addEventListener("abort", end, { once: true });
  send();
  for (let event = await driver.next(); event.event !== "ended"; event = await driver.next()) {
    if (event.event === "setup") watcher.note?.(setupNote(event));
    const trial = "id" in event ? running.get(event.id) : undefined;
    if (!trial || isEnding) continue;
    if (event.event === "started") {
      watcher.started?.(trial, event.node);
      continue;
    }
    running.delete(trial.id);
    if (event.event === "done") {
      queue.done(trial);
      watcher.done(trial, event.seconds);
    } else if (event.event === "failed") {
      failed.push({ trial, why: event.why });
      watcher.failed?.(trial);
    }
    send();
  }
  signal.removeEventListener("abort", end);
  return { failed };
}

function setupNote({ node, seconds }: Extract<RayEvent, { readonly event: "setup" }>): string {
  return seconds === undefined
    ? `node ${node} lacks the project: it is sent there and set up ...`
    : `node ${node} is set up (${seconds.toFixed(0)} s)`;
}

/** A trial as a piece of work. */
function workOf<T extends AnyTrial>(
  { worker, folder }: TrialBatch<T>,
  { gpus, seconds }: RayLimits,
): (trial: T) => RayWork {
  const key = worker.key(folder);
  return (trial) => ({
    id: trial.id,
    worker: worker.file,
    key,
    message: trial,
    inputs: worker.inputs(trial),
    outputs: worker.outputs(trial),
    cpus: 1,
    gpus: worker.isTraining(trial) ? gpus : 0,
    seconds,
  });
}
