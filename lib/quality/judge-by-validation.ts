import { indicesWhere, mean, range } from "../core/arrays";
import { fail } from "../core/errors";
import { stageNeeds } from "../core/stage-needs";
import { stream } from "../core/random";
import { withLabel, type ImageSet } from "../data/image-set";
import type { Label } from "../data/label";
import { logisticRegression, logits } from "../ml/logistic-regression";
import type { Multiply } from "../ml/distances";
import { rowsAt, stack, type Vectors } from "../ml/vectors";
import { pca, project } from "../ml/pca";
import { errorOfShare } from "../statistics/error-of-share";
import { z95 } from "../statistics/normal-cdf";
import { compareWithReal, diversityComponents } from "./compare-with-real";
import { pixelVectors } from "./images";
import { kidOf } from "./kid";
import { prdc } from "./prdc";
import { pixelsWithLocalContrast } from "./pixels-with-local-contrast";

/** How near samples come to held-out images, with standard errors. */
interface Near {
  readonly kid: number;
  readonly kidError: number;
  readonly coverage: number;
  readonly coverageError: number;
  readonly c2st: number;
}

/** Measures samples against validation images while a GAN trains, for `trainGan`. */
export interface JudgeByValidation {
  readonly images: ImageSet<"validation">;
  measure(samples: Float32Array, labels: readonly Label[]): Near;
}

/**
 * Measures a generator for `trainGan` while it trains: KID of pixels, coverage on five principal components and a cross-fitted
 * C2ST, against the validation images of its class; for several classes the mean over them. It cannot be given the test part,
 * whose type differs.
 *
 * Few images say little, and the standard errors say how little: KID's is the bootstrap's, which is somewhat too wide where
 * little differs; coverage's that of `errorOfShare`. Both count patients: several images of one say less than as many of others.
 * Coverage is the mean over parts of the samples as large as the held-out set, a ball reaching to the nearest neighbour: equal
 * sets have 0.5. Of 17 images balls to the third neighbour reach so far that they were all covered (1.00) where of 400 fresh
 * ones 0.22 were.
 *
 * @param images validation images, of the classes that the GAN is trained on
 * @returns undefined where a class has too few images to measure anything (fewer than `stageNeeds.quality` says)
 */
export function judgeByValidation(
  images: ImageSet<"validation">,
  { seed = 0, multiply }: { readonly seed?: number; readonly multiply?: Multiply | undefined } = {},
): JudgeByValidation | undefined {
  if ((images.role as string) !== "validation")
    fail(
      "judge a GAN while it trains",
      `images of the ${images.role} part`,
      "validation images",
      "Give it split.validation.",
      TypeError,
    );
  const classes = [...new Set(images.labels)].map((label) => {
    const own = withLabel(images, label);
    return {
      label,
      own,
      compare: compareWithReal(pixelVectors(own), { seed, multiply }),
      axes: pca(pixelVectors(own), Math.min(diversityComponents, own.ids.length - 1), multiply),
      contrast: pixelsWithLocalContrast(own),
    };
  });
  if (classes.length === 0 || classes.some(({ own }) => own.ids.length < stageNeeds.quality.images))
    return undefined;
  const area = images.size ** 2;
  const ofClass = (samples: Float32Array, labels: readonly Label[], label: Label): Float32Array => {
    const indices = indicesWhere(labels, (l) => l === label);
    const pixels = new Float32Array(indices.length * area);
    indices.forEach((index, i) => pixels.set(samples.subarray(index * area, (index + 1) * area), i * area));
    return pixels;
  };
  return {
    images,
    measure: (samples, labels) => {
      const measured = classes.map(({ label, own, axes, compare, contrast }) => {
        const set = { size: images.size, pixels: ofClass(samples, labels, label) };
        const vectors = pixelVectors(set);
        const { value, low, high } = kidOf(compare(vectors).kernels(), {
          draws: 50,
          seed,
          multiply,
          groups: own.groups,
        });
        const coverage = mean(
          partsOf(vectors, own.ids.length),
          (part) => prdc(project(axes, part, multiply), axes.scores, { k: 1, multiply }).coverage,
        );
        return {
          kid: value,
          kidError: (high - low) / (2 * z95),
          coverage,
          coverageError: errorOfShare(coverage, new Set(own.groups).size),
          c2st: crossFitted(pixelsWithLocalContrast(set), contrast, seed, multiply),
        };
      });
      const errorOf = (key: "kidError" | "coverageError"): number =>
        Math.hypot(...measured.map((m) => m[key])) / measured.length;
      return {
        kid: mean(measured, (m) => m.kid),
        kidError: errorOf("kidError"),
        coverage: mean(measured, (m) => m.coverage),
        coverageError: errorOf("coverageError"),
        c2st: mean(measured, (m) => m.c2st),
      };
    },
  };
}

/** Parts of as many vectors as given, one after the other; all vectors where there are fewer. */
function partsOf(all: Vectors, size: number): Vectors[] {
  if (all.n <= size) return [all];
  return range(Math.floor(all.n / size)).map((part) =>
    rowsAt(
      all,
      range(size).map((i) => part * size + i),
    ),
  );
}

/** Accuracy of logistic regressions, equal numbers of both, each image judged by one that did not see it. */
function crossFitted(
  synthetic: Vectors,
  real: Vectors,
  seed: number,
  multiply: Multiply | undefined,
): number {
  const each = Math.min(synthetic.n, real.n);
  const folds = Math.min(5, each);
  const random = stream(seed, "quality", "tell apart");
  const parts = [synthetic, real].map((x) => ({ x, order: random.shuffle(range(x.n)).slice(0, each) }));
  const right = range(folds).map((fold) => {
    const rows = (isTest: boolean): Vectors[] =>
      parts.map(({ x, order }) =>
        rowsAt(
          x,
          order.filter((_, i) => (i % folds === fold) === isTest),
        ),
      );
    const [a, b] = rows(false) as [Vectors, Vectors];
    const labels = [...range(a.n).map((): 0 => 0), ...range(b.n).map((): 1 => 1)];
    const model = logisticRegression(stack(a, b), labels, { C: 0.01, multiply });
    const [x, y] = rows(true) as [Vectors, Vectors];
    return logits(model, x).filter((f) => f <= 0).length + logits(model, y).filter((f) => f > 0).length;
  });
  return right.reduce((all, n) => all + n, 0) / (2 * each);
}
