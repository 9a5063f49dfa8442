import { expect, test } from "vitest";
import { leastForPlane, resolveSettings } from "../../../lib/core";
import { assertEnough } from "../../../lib/data/split/assert-enough";
import { vectors } from "../../../lib/ml/vectors";
import { tsne } from "../../../lib/ml/tsne";
import { range, stream } from "../../../lib/core";

const quick = (changes: Record<string, unknown> = {}) => resolveSettings("quick", changes);

test("ten images per class are enough for every profile's t-SNE", () => {
  for (const profile of ["smoke", "quick", "paper"] as const)
    expect(() => assertEnough(resolveSettings(profile), { training: 14, classes: 2 })).not.toThrow();
});

test("assertEnough() names the largest perplexity that would do, which then does", () => {
  const few = { training: 14, classes: 2 };
  const set = { "samples.count": 10 };
  expect(() => assertEnough(quick(set), few)).toThrow(
    "Cannot lay images out by t-SNE in notebook 04: 14 training images and 10 synthetic ones of each of 2 classes, " +
      "expected at least 91 together for a perplexity of 30. Give --set tsne.perplexity=11, or a larger samples.count.",
  );
  expect(() => assertEnough(quick({ ...set, "tsne.perplexity": 11 }), few)).not.toThrow();
  expect(() => assertEnough(quick({ ...set, "tsne.perplexity": 12 }), few)).toThrow(/perplexity=11/);
});

test.each([2, 5.5, 11])(
  "leastForPlane(%d) is the number from which on tsne() takes the perplexity",
  (perplexity) => {
    const random = stream(1, "points");
    const points = (n: number) => vectors(range(n).map(() => [...random.normals(3)]));
    const lay = (n: number) => tsne(points(n), { perplexity, iterations: 1 });
    expect(lay(leastForPlane(perplexity)).embedding.n).toBe(leastForPlane(perplexity));
    expect(() => lay(leastForPlane(perplexity) - 1)).toThrow(/perplexity/);
  },
);
