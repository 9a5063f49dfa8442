import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet, phantom, preprocess, type ImageSet } from "../../lib/data";
import { pick } from "../../lib/data/image-set";
import { logisticRegression, logits } from "../../lib/ml/logistic-regression";
import { stack } from "../../lib/ml/vectors";
import { auc } from "../../lib/statistics/auc";
import { discard } from "../../lib/quality";
import { pixelsWithLocalContrast } from "../../lib/quality/pixels-with-local-contrast";

const size = 32;
const area = size * size;

/** Normal phantoms, preprocessed. */
async function normals(count: number, seed: number): Promise<Float32Array> {
  return (await preprocess(phantom({ images: count, seed, label: 0 }), { size })).pixels;
}

function real(pixels: Float32Array, groups?: readonly string[]): ImageSet<"train"> {
  const ids = Array.from({ length: pixels.length / area }, (_, i) => `real ${i}`);
  return imageSet("train", { foldId: "f", ids, labels: ids.map(() => 0 as const), size, pixels, groups });
}

function drawn(pixels: Float32Array): ImageSet<"synthetic"> {
  const ids = Array.from({ length: pixels.length / area }, (_, i) => `drawn ${i}`);
  return imageSet("synthetic", {
    foldId: "f",
    seen: [],
    ids,
    labels: ids.map(() => 0 as const),
    size,
    pixels,
  });
}

const train = real(await normals(144, 1));
const good = await normals(200, 2);

/** The images with noise in a square of 10 x 10 pixels in every fifth. */
function spoiled(pixels: Float32Array): Float32Array {
  const random = stream(1, "patches");
  const out = pixels.slice();
  for (let i = 0; i < pixels.length / area; i += 5) {
    const [left, top] = [8 + random.integer(8), 8 + random.integer(8)];
    for (let y = top; y < top + 10; y++)
      for (let x = left; x < left + 10; x++) out[i * area + y * size + x] = random.between(-1, 1);
  }
  return out;
}

describe("discard()", () => {
  test("finds most images with a patch of noise, and drops few others", () => {
    const { kept, rejected, scores, threshold } = discard(drawn(spoiled(good)), train, { seed: 1 });
    const isBad = scores.map((_, i) => (i % 5 === 0 ? 1 : 0));
    expect(
      auc(
        scores.map((s) => -s),
        isBad,
      ).auc,
    ).toBeGreaterThan(0.85);
    const dropped = (bad: number): number =>
      scores.filter((s, i) => isBad[i] === bad && s < threshold).length /
      scores.filter((_, i) => isBad[i] === bad).length;
    expect(dropped(1)).toBeGreaterThanOrEqual(0.65);
    expect(dropped(0)).toBeLessThanOrEqual(0.15);
    expect(kept.ids.length + rejected.ids.length).toBe(200);
    expect(kept.ids).toEqual(scores.flatMap((s, i) => (s >= threshold ? [`drawn ${i}`] : [])));
  });

  test("drops about the tenth that it is meant to where synthetic images are as good as real ones", () => {
    const { rejected } = discard(drawn(good), train, { seed: 1, repeats: 1 });
    expect(rejected.ids.length / 200).toBeLessThan(0.25);
  });

  test("repeats with its seed", () => {
    const [candidates, few] = [drawn(good.slice(0, 40 * area)), real(train.pixels.slice(0, 40 * area))];
    const scores = (seed: number) => discard(candidates, few, { seed, repeats: 2 }).scores;
    expect(scores(3)).toEqual(scores(3));
    expect(scores(4)).not.toEqual(scores(3));
  });

  test("scores no image by a model that saw its group: copies of one patient are no better known for it", () => {
    const few = train.pixels.slice(0, 24 * area);
    const copied = new Float32Array(96 * area);
    for (let i = 0; i < 4; i++) copied.set(few, i * 24 * area);
    const threshold = (groups?: readonly string[]): number =>
      discard(drawn(good.slice(0, 96 * area)), real(copied, groups), { seed: 1, share: 0.5, repeats: 1 })
        .threshold;
    const patients = Array.from({ length: 96 }, (_, i) => `patient ${i % 24}`);
    expect(threshold(patients)).toBeLessThan(threshold());
  });

  test("refuses two classes, other folds and too few images", () => {
    const mixed = imageSet("synthetic", {
      ...drawn(good),
      labels: good.subarray(0, 200).reduce<(0 | 1)[]>((l) => [...l, (l.length % 2) as 0 | 1], []),
    });
    expect(() => discard(mixed, train)).toThrow(
      /2 classes, 200 candidates, 144 groups.*expected one fold, one class/,
    );
    expect(() => discard(drawn(good.slice(0, 3 * area)), train)).toThrow(/3 candidates/);
  });
});

describe("discard(), cross-fitted", () => {
  const few = drawn(good.slice(0, 60 * area));
  const patients = train.ids.map((_, i) => `patient ${Math.floor(i / 3)}`);
  const grouped = real(train.pixels, patients);

  test("scores no image by a model that learned from it or from an image of its group", () => {
    const { models } = discard(few, grouped, { seed: 1, repeats: 2 });
    expect(models).toHaveLength(10);
    const groupOf = new Map(grouped.ids.map((id, i) => [id, grouped.groups[i]!]));
    for (const { learned, scored } of models) {
      const known = new Set(learned.flatMap((id) => [id, groupOf.get(id) ?? id]));
      expect(scored.filter((id) => known.has(id) || known.has(groupOf.get(id) ?? id))).toEqual([]);
    }
    const times = models.flatMap(({ scored }) => scored).length;
    expect(times).toBe(2 * (60 + 144)); // each once a repeat
  });

  test("gives the same scores and threshold in any order of the images, to the last bit", () => {
    const once = discard(few, grouped, { seed: 1, repeats: 1 });
    const random = stream(5, "order");
    const [mine, theirs] = [random.shuffle([...few.ids.keys()]), random.shuffle([...grouped.ids.keys()])];
    const moved = discard(pick(few, mine), pick(grouped, theirs), { seed: 1, repeats: 1 });
    expect(moved.scores).toEqual(mine.map((i) => once.scores[i]));
    expect(moved.threshold).toBe(once.threshold);
    expect([...moved.kept.ids].sort()).toEqual([...once.kept.ids].sort());
  });

  test("cannot tell fresh phantoms from others: AUC within .35 and .65, where a model that saw them tells more", () => {
    const [a, b] = [drawn(good.slice(0, 72 * area)), real(train.pixels.slice(0, 72 * area))];
    const { scores, realScores } = discard(a, b, { seed: 1 });
    const labels = [...scores.map(() => 0), ...realScores.map(() => 1)];
    const crossFitted = auc([...scores, ...realScores], labels).auc;
    expect(crossFitted).toBeGreaterThan(0.35);
    expect(crossFitted).toBeLessThan(0.65);
    const x = stack(pixelsWithLocalContrast(a), pixelsWithLocalContrast(b));
    const inSample = auc([...logits(logisticRegression(x, labels as (0 | 1)[]), x)], labels).auc;
    expect(inSample).toBeGreaterThan(crossFitted + 0.1);
  });
});
