import { duration, mean, sum } from "../core";
import { maxWorkers, simulateWorkers } from "../study/simulate-workers";
import type { Trial } from "../study/trial";
import { studyWorker } from "../study/study-worker";
import { measuredOverhead } from "./ray/measured-overhead";

/** The machines a study is planned for. */
export interface PlannedNodes {
  readonly nodes: number;
  /** Processors of each, as fast as this machine's. */
  readonly cpus: number;
}

/**
 * What a study takes in all, and on how many machines like this one it would take how long: hours of one processor, the time on the
 * nodes by a simulation on paper, and the number of workers beyond which its driver is what all wait for.
 *
 * @param seconds of a trial on one processor
 * @param asksForGpu whether its trials would ask for a GPU where the cluster has some
 */
export function planNodes(
  trials: readonly Trial[],
  seconds: (trial: Trial) => number,
  { nodes, cpus }: PlannedNodes,
  asksForGpu: boolean,
): string[] {
  const hours = sum(trials.map(seconds)) / 3600;
  const inAll = `in all ${formatHours(hours)} of one processor`;
  const gpu = asksForGpu
    ? `; on a cluster with GPUs ${trials.filter((trial) => studyWorker.isTraining(trial)).length} of the trials ask for one each, for how long was not measured`
    : "";
  if (nodes === 1) return [`${inAll}${gpu}`];
  const place = new Map(trials.map(({ id }, i) => [id, i]));
  const onPaper = trials.map((trial) => ({
    seconds: seconds(trial),
    needs: studyWorker.needs(trial).flatMap((id) => place.get(id) ?? []),
  }));
  const workers = nodes * cpus;
  const found = simulateWorkers(onPaper, workers, measuredOverhead);
  const percent = (share: number): string =>
    share < 0.01 ? "less than 1 %" : `${Math.round(100 * share)} %`;
  return [
    `${inAll}${gpu}`,
    `on ${nodes} nodes like this one (${workers} processors, Ray): ${duration(found.seconds)}, ${percent(found.workerShare)} of the processors' time in trials, the driver busy for ${percent(found.driverShare)}; it could feed about ${maxWorkers(mean(trials, seconds), measuredOverhead)} processors`,
  ];
}

const formatHours = (hours: number): string =>
  hours < 10 ? `${hours.toFixed(1)} hours` : `${Math.round(hours)} hours`;
