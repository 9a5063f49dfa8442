import { duration, sum, type Run, type Settings } from "../core";
import { dataSource } from "../data/data-source";
import { labelOptions } from "../data/read";
import { measureSteps, type StepTimes } from "./measure-steps";

/**
 * Says how long a run will take: training steps by steps measured now, the rest by fixed amounts.
 * Measuring takes some seconds itself.
 */
export function estimate(run: Run, notebooks: readonly string[]): string {
  const times = measureSteps(run);
  if (times === undefined) return "time: not known (the trial step failed; the notebooks will say why)";
  const classSizes = dataSource(run.data).classSizes(run.settings["data.images"], labelOptions(run.settings));
  const seconds = estimateSeconds(times, run.settings, classSizes, notebooks);
  const steps = `${times.gan.next.toFixed(2)} s per GAN step, ${times.classifier.next.toFixed(2)} s per classifier step`;
  return `time: about ${duration(seconds)} on this machine (${steps}, measured now; early stopping may shorten it)`;
}

/** Share of the images that train. */
const trainingShare = 0.72;

/**
 * Seconds that single-threaded work takes on a machine that does nothing else; measured on whole quick runs on two
 * processors (lib/runner/bench/README.md).
 */
const fixed = {
  /** Start of a notebook's kernel, checks of its types, figures. */
  notebook: 8,
  /** Notebook 01's comparisons of slices, per image. */
  image: 0.1,
  /** Notebook 03's metrics, per synthetic image. */
  measuredImage: 0.09,
  /** Notebook 04's planes. */
  planes: 10,
};

/**
 * Seconds that notebooks take.
 * @param classSizes images of each class
 * @param notebooks names, which begin with their numbers
 */
export function estimateSeconds(
  { gan, classifier, slowdown }: StepTimes,
  settings: Settings,
  classSizes: readonly number[],
  notebooks: readonly string[],
): number {
  const has = (number: string): boolean => notebooks.some((name) => name.startsWith(number));
  const training = classSizes.map((n) => trainingShare * n);
  const ganSteps = training.map((n) => settings["gan.epochs"] * Math.ceil(n / settings["gan.batchSize"]));
  const armSteps =
    settings["classifier.epochs"] * Math.ceil(sum(training) / settings["classifier.batchSize"]);
  // an arm records two graphs; an epoch's new statistics and its look at the validation images cost half a step per batch
  const arm = 2 * classifier.first + 1.5 * armSteps * classifier.next;
  const work = [
    fixed.notebook * notebooks.length,
    has("01") ? fixed.image * sum(classSizes) : 0,
    has("03") ? fixed.measuredImage * settings["samples.measured"] * classSizes.length : 0,
    has("04") ? fixed.planes : 0,
  ];
  const steps = [
    has("02") ? sum(ganSteps.map((n) => gan.first + n * gan.next)) : 0,
    has("04") ? arm : 0,
    has("05") ? 2 * arm : 0,
  ];
  return slowdown * sum(work) + sum(steps);
}
