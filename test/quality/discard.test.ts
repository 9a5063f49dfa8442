import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { imageSet, phantom, preprocess, type ImageSet } from "../../lib/data";
import { auc } from "../../lib/statistics/auc";
import { discard } from "../../lib/quality";

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
    const { rejected } = discard(drawn(good), train, { seed: 1 });
    expect(rejected.ids.length / 200).toBeLessThan(0.25);
  });

  test("does not depend on the order of the images by more than its folds do, and repeats with its seed", () => {
    const once = discard(drawn(good), train, { seed: 3 });
    expect(discard(drawn(good), train, { seed: 3 }).scores).toEqual(once.scores);
    expect(discard(drawn(good), train, { seed: 4 }).scores).not.toEqual(once.scores);
  });

  test("scores no image by a model that saw its group: copies of one patient are no better known for it", () => {
    const few = train.pixels.slice(0, 24 * area);
    const copied = new Float32Array(96 * area);
    for (let i = 0; i < 4; i++) copied.set(few, i * 24 * area);
    const threshold = (groups?: readonly string[]): number =>
      discard(drawn(good.slice(0, 96 * area)), real(copied, groups), { seed: 1, share: 0.5 }).threshold;
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
