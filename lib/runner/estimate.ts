import { duration, isOfAllClasses, sum, type Run, type Settings } from "../core";
import { partShares } from "../data/split/part-shares";
import { measureSteps, type StepTimes } from "./measure-steps";

/** Seconds that one notebook is expected to take, by what they go into. */
export interface NotebookSeconds {
  readonly name: string;
  /** Single-threaded work, whatever is trained. */
  readonly fixed: number;
  /** Training steps of the GANs, and of the classifiers. */
  readonly gan: number;
  readonly classifier: number;
}

/** What a run is expected to take, in a sentence and by notebook. */
export interface Estimate {
  readonly sentence: string;
  /** Undefined when no step could be timed. */
  readonly predicted: readonly NotebookSeconds[] | undefined;
}

/**
 * How long a run will take: training steps of the run's own networks, classes and batches by steps measured now, the rest
 * by fixed amounts. Measuring takes some seconds itself. `timeLeft` corrects it while the run goes on.
 *
 * @param classSizes images of each class
 */
export function estimate(run: Run, notebooks: readonly string[], classSizes: readonly number[]): Estimate {
  const images = Math.round(trainingShare * Math.max(...classSizes));
  const times = measureSteps(run, { classes: classSizes.length, images });
  if (times === undefined) {
    const sentence = "time: not known (the trial step failed; the notebooks will say why)";
    return { sentence, predicted: undefined };
  }
  const predicted = predictNotebooks(times, run.settings, classSizes, notebooks);
  const steps = `${times.gan.next.toFixed(2)} s per GAN step, ${times.classifier.next.toFixed(2)} s per classifier step`;
  const sentence = `time: about ${duration(sum(predicted.map(total)))} on this machine (${steps}, measured now; said again after the first GAN steps; early stopping may shorten it)`;
  return { sentence, predicted };
}

/** All seconds of a notebook. */
export const total = ({ fixed, gan, classifier }: NotebookSeconds): number => fixed + gan + classifier;

/** Share of the images that train. */
const trainingShare = 1 - partShares.validation - partShares.test;

/**
 * Seconds that single-threaded work takes on a machine that does nothing else; measured on a whole quick run on two
 * processors (lib/runner/bench/README.md).
 */
const fixed = {
  /** Start of a notebook's kernel, checks of its types, figures. */
  notebook: 7,
  /** Notebook 01's comparisons of slices, per image. */
  image: 0.1,
  /** Notebook 02's drawings and checkpoints, beside the steps. */
  training: 12,
  /** Notebook 03's metrics, per synthetic image. */
  measuredImage: 0.0625,
  /** Notebook 04's planes. */
  planes: 3,
};

/** A step of notebook 03's encoder, in steps of the GAN. */
const encoderStep = 0.55;

/** Networks that are built, saved or opened beside those that are trained; each takes about as long as a first step. */
const opened = { "04": 1, "05": 4 };

/** Images of each GAN: of each class, or of all where one GAN draws every class. @param classSizes images of each class */
export function imagesOfGans(settings: Settings, classSizes: readonly number[]): readonly number[] {
  return isOfAllClasses(settings["gan.network"]) ? [sum(classSizes)] : classSizes;
}

/**
 * Seconds that notebooks take, each by what they go into.
 * @param classSizes images of each class
 * @param notebooks names, which begin with their numbers
 */
export function predictNotebooks(
  { gan, classifier, slowdown }: StepTimes,
  settings: Settings,
  classSizes: readonly number[],
  notebooks: readonly string[],
): NotebookSeconds[] {
  const training = classSizes.map((n) => trainingShare * n);
  const ganSteps = imagesOfGans(settings, training).map(
    (n) => settings["gan.epochs"] * Math.ceil(n / settings["gan.batchSize"]),
  );
  const armSteps =
    settings["classifier.epochs"] * Math.ceil(sum(training) / settings["classifier.batchSize"]);
  // an arm records two graphs; an epoch's new statistics and its look at the validation images cost half a step per batch
  const arm = 2 * classifier.first + 1.5 * armSteps * classifier.next;
  const hasEncoder = classSizes.length === 2 && !isOfAllClasses(settings["gan.network"]);
  const encoderSteps = hasEncoder ? settings["encoder.steps"] : 0;
  const measured = settings["samples.measured"] * classSizes.length;
  const more: Readonly<Record<string, Partial<Omit<NotebookSeconds, "name">>>> = {
    "01": { fixed: fixed.image * sum(classSizes) },
    "02": { fixed: fixed.training, gan: sum(ganSteps.map((n) => gan.first + n * gan.next)) },
    "03": { fixed: fixed.measuredImage * measured, gan: encoderSteps * encoderStep * gan.next },
    "04": { fixed: fixed.planes, classifier: arm + opened["04"] * classifier.first },
    "05": { classifier: 2 * arm + opened["05"] * classifier.first },
  };
  return notebooks.map((name) => {
    const own = more[name.slice(0, 2)] ?? {};
    const work = fixed.notebook + (own.fixed ?? 0);
    return { name, fixed: slowdown * work, gan: own.gan ?? 0, classifier: own.classifier ?? 0 };
  });
}
