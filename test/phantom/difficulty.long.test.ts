import { beforeAll, describe, expect, test } from "vitest";
import { imageSet, phantom, pick, preprocess, type ImageSet, type Role } from "../../lib/data";
import { resnet } from "../../lib/models";
import { logitsOf, trainClassifier } from "../../lib/training";

const size = 32;

/** The paper's classifier, judged on 300 phantoms of another seed. */
describe("the paper's ResNet-50 on the phantom", () => {
  let test300: ImageSet<"test">;
  let validation: ImageSet<"validation">;
  let train: ImageSet<"train">;

  beforeAll(async () => {
    train = await set("train", 2000, 101);
    validation = await set("validation", 200, 103);
    test300 = await set("test", 300, 102);
  }, 600_000);

  test("leaves room for augmentation after 144 images: accuracy between 0.65 and 0.88", async () => {
    const accuracy = await learned(first(train, 144), first(validation, 34), 20);
    expect(accuracy).toBeGreaterThan(0.65);
    expect(accuracy).toBeLessThan(0.88);
  });

  test("learns the bleeds from 2,000 images: accuracy of at least 0.90", async () => {
    expect(await learned(train, validation, 12)).toBeGreaterThanOrEqual(0.9);
  });

  async function learned(
    from: ImageSet<"train">,
    by: ImageSet<"validation">,
    epochs: number,
  ): Promise<number> {
    const model = resnet({ depth: "50", inputShape: [size, size, 1], classes: 2, dropout: 0.4, seed: 1 });
    const { ids } = from;
    const options = {
      epochs,
      batchSize: 32,
      learningRate: 1e-3,
      patience: 5,
      seed: 1,
      name: `${ids.length} phantoms`,
    };
    const history = await trainClassifier(model, from, by, {
      ...options,
      stepsPerEpoch: Math.ceil(ids.length / 32),
    });
    const logits = logitsOf(model, test300);
    model.dispose();
    const right = test300.labels.filter((label, i) => {
      const [normal = 0, bleed = 0] = logits[i] ?? [];
      return (bleed > normal ? 1 : 0) === label;
    });
    const accuracy = right.length / test300.labels.length;
    console.log(`${ids.length} images: accuracy ${accuracy.toFixed(3)} after epoch ${history.bestEpoch}`);
    return accuracy;
  }
});

async function set<R extends Role>(role: R, images: number, seed: number): Promise<ImageSet<R>> {
  const { dataset, pixels } = await preprocess(phantom({ images, seed }), { size });
  const { slices } = dataset;
  const ids = slices.map((s) => `${seed}-${s.id}`);
  return imageSet(role, { foldId: "fresh", ids, labels: slices.map((s) => s.label), size, pixels });
}

const first = <R extends Role>(set: ImageSet<R>, n: number): ImageSet<R> =>
  pick(
    set,
    set.ids.slice(0, n).map((_, i) => i),
  );
