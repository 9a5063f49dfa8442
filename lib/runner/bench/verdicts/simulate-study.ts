import { mean, range, sigmoid, sum, type Random } from "../../../core";
import type { PredictionDifference } from "../../../statistics";
import type { World } from "./world";

/** A study drawn from a world, and what is true in that world. */
export interface SimulatedStudy {
  /** The second arm's predictions less the first's, seeds averaged. */
  readonly differences: readonly PredictionDifference[];
  /** Difference of balanced accuracies on all new patients: */
  readonly truth: {
    /** of the study's own trained models, */
    readonly models: number;
    /** of arms retrained on other parts of the same images, */
    readonly data: number;
    /** of arms trained on other data sets of this size. */
    readonly world: number;
  };
}

/** The two arms' places on either side of their mean. */
const side = [-0.5, 0.5] as const;

/**
 * Draws a study's right and wrong predictions without training anything. Patients are divided into folds class by class; how
 * hard a patient and an image are stays the same in all repeats. A training part's effect is drawn anew (`own`), or is the
 * sum of the influences of the patients in it (`shared`).
 */
export function simulateStudy(world: World, random: Random): SimulatedStudy {
  const { folds, seeds } = world;
  const classes = [1 - world.share, world.share].map((share) => drawClass(world, share, random));
  const trained = sum(classes.map(({ size }) => size)) * (1 - 1 / folds);
  const differences: PredictionDifference[] = [];
  const ofModels: number[] = [];
  for (const repeat of range(world.repeats)) {
    const orders = classes.map(({ size }) => random.shuffle(range(size)));
    for (const fold of range(folds)) {
      const level = side.map((place, arm) => {
        const influence = sum(
          classes.map((c, label) => {
            const tested = orders[label]!.filter((_, at) => at % folds === fold);
            return c.total[arm]! - sum(tested.map((i) => c.influence[arm]![i]!));
          }),
        );
        return (
          world.base +
          place * world.gain +
          (world.shared * influence) / Math.sqrt(trained) +
          world.own * random.normal()
        );
      });
      const models = range(seeds).map(() =>
        level.map((skill) => ({
          skill: skill + world.seed * random.normal(),
          threshold: world.threshold * random.normal(),
        })),
      );
      ofModels.push(
        ...models.map(([first, second]) => balancedRate(second!, world) - balancedRate(first!, world)),
      );
      classes.forEach((c, label) => {
        for (const i of orders[label]!.filter((_, at) => at % folds === fold))
          for (const j of range(world.imagesEach)) {
            const isRight = ({ skill, threshold }: Model, arm: number): number =>
              skill +
                (label === 1 ? threshold : -threshold) +
                c.hard[i]! +
                side[arm]! * c.apart[i]! +
                c.image[i * world.imagesEach + j]! +
                world.model * random.normal() >
              0
                ? 1
                : 0;
            differences.push({
              image: `${label} ${i} ${j}`,
              patient: `${label} ${i}`,
              label,
              repeat,
              fold,
              difference: mean(models, ([first, second]) => isRight(second!, 1) - isRight(first!, 0)),
            });
          }
      });
    }
  }
  return { differences, truth: { models: mean(ofModels), ...truths(world, classes, trained) } };
}

interface Model {
  readonly skill: number;
  readonly threshold: number;
}

interface DrawnClass {
  readonly size: number;
  readonly hard: Float32Array;
  readonly apart: Float32Array;
  /** One per image. */
  readonly image: readonly number[];
  /** Of each patient on each arm when trained on, and their totals. */
  readonly influence: readonly Float32Array[];
  readonly total: readonly number[];
}

function drawClass(
  { patients, folds, imagesEach, hard, apart }: World,
  share: number,
  random: Random,
): DrawnClass {
  const size = Math.round((patients * share) / folds) * folds;
  const influence = side.map(() => random.normals(size));
  return {
    size,
    hard: random.normals(size).map((x) => hard * x),
    apart: random.normals(size).map((x) => apart * x),
    image: Array.from(random.uniforms(size * imagesEach), (u) => Math.log((u + 1e-9) / (1 - u))), // logistic
    influence,
    total: influence.map((one) => sum(one)),
  };
}

/** What holds on average over everything that a truth takes for chance. */
function truths(
  world: World,
  classes: readonly DrawnClass[],
  trained: number,
): Pick<SimulatedStudy["truth"], "data" | "world"> {
  const noise = patientSd(world) ** 2 + world.seed ** 2 + world.threshold ** 2 + world.own ** 2;
  const difference = (influence: readonly number[], sharedVariance: number): number => {
    const [first, second] = side.map((place, arm) =>
      rateRight(
        world.base + place * world.gain + world.shared * influence[arm]!,
        Math.sqrt(noise + sharedVariance),
      ),
    );
    return second! - first!;
  };
  // every image is in (K - 1) / K of the training parts; which part adds a K-th of the influence's variance
  const ofImages = side.map(
    (_, arm) => (sum(classes.map(({ total }) => total[arm]!)) * (1 - 1 / world.folds)) / Math.sqrt(trained),
  );
  return {
    data: difference(ofImages, world.shared ** 2 / world.folds),
    world: difference([0, 0], world.shared ** 2),
  };
}

function balancedRate({ skill, threshold }: Model, world: World): number {
  return (
    (rateRight(skill + threshold, patientSd(world)) + rateRight(skill - threshold, patientSd(world))) / 2
  );
}

/** Standard deviation of all that differs between images of new patients beside the image's own logistic noise. */
function patientSd({ hard, apart, model }: World): number {
  return Math.sqrt(hard ** 2 + apart ** 2 / 4 + model ** 2);
}

const nodes = range(65).map((i) => (i - 32) / 4); // -8 .. 8 standard deviations: exact to 1e-9 by the trapezoid rule
const weights = nodes.map((z) => Math.exp((-z * z) / 2) / 4 / Math.sqrt(2 * Math.PI));

/** Share of right predictions at a skill, where all else is normal with this standard deviation beside logistic noise. */
function rateRight(skill: number, sd: number): number {
  let rate = 0;
  nodes.forEach((z, i) => (rate += weights[i]! * sigmoid(skill + sd * z)));
  return rate;
}
