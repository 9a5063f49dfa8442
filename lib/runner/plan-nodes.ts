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
 * Describes how long a study takes: in hours of one processor, and, for several machines like this one, by a simulation
 * (`simulateWorkers`), with the number of processors beyond which all of them wait for the driver.
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
