import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import {
  groupedFolds,
  imageSet,
  phantom,
  pick,
  preprocess,
  type ImageSet,
  type Preprocessed,
} from "../../lib/data";
import { oversample } from "../../lib/data/oversample";
import { compareArms, type FoldPredictions } from "../../lib/evaluation";
import { randomForest } from "../../lib/ml/random-forest";
import { pixelVectors } from "../../lib/quality";

// A study's verdict where the truth is known: 100 phantoms, 40 training images per class and fold. "Synthetic" images are
// 500 fresh phantoms a class, as a perfect generator would draw them; or copies of the training images, as one that has
// learned by heart would. A forest of pixels stands for the classifier; folds, comparison and sentence are a study's.

const size = 16;
const [images, fresh] = await Promise.all([read(100, 1), read(1000, 2)]);

function read(count: number, seed: number): Promise<Preprocessed> {
  return preprocess(phantom({ images: count, seed }), { size });
}

function all({ dataset: { slices }, pixels }: Preprocessed): ImageSet<"train"> {
  const ids = slices.map((s) => s.id);
  return imageSet("train", { foldId: "f", ids, labels: slices.map((s) => s.label), size, pixels });
}

function joined(a: ImageSet<"train">, b: ImageSet<"train">) {
  return { size, pixels: Float32Array.from([...a.pixels, ...b.pixels]), labels: [...a.labels, ...b.labels] };
}

const [known, more] = [all(images), all(fresh)];
const areas = size * size;
const arms: Readonly<Record<string, (train: ImageSet<"train">) => ReturnType<typeof joined>>> = {
  original: (train) => joined(train, pick(train, [])),
  fresh: (train) => joined(train, more),
  copies: (train) => joined(pick(train, []), oversample(train, 1000)),
};

function predictionsOf(repeats: number): FoldPredictions[] {
  const folds = groupedFolds(known.labels, known.ids, { folds: 5, repeats, seed: 1 });
  return folds.flatMap(({ repeat, fold, train, validation, test: tested }) => {
    const learned = pick(known, [...train, ...validation]);
    return Object.entries(arms).map(([name, images]): FoldPredictions => {
      const set = images(learned);
      const forest = randomForest(pixelVectors(set), set.labels, stream(1, "forest", name, repeat, fold), 25);
      const predictions = tested.map((i) => ({
        id: known.ids[i] ?? "",
        label: known.labels[i] ?? 0,
        probabilities: forest.predict(known.pixels.subarray(i * areas, (i + 1) * areas)),
      }));
      return { name, repeat, fold, seed: 1, predictions };
    });
  });
}

test("planted useful augmentation is claimed, copies of the training images are not", () => {
  const [useful, useless] = compareArms(predictionsOf(4), ["fresh", "copies"], {
    folds: 5,
    group: (id) => id,
  });
  expect(useful?.sentence).toMatch(/^fresh helps: \+/);
  expect(useless?.verdict).toBe("cannot tell");
});
