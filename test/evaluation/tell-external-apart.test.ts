import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { range, stream, writeJson } from "../../lib/core";
import { externalOf } from "../../lib/data";
import { imageSet, type Role, type ImageSet, type SealedExternal } from "../../lib/data/image-set";
import { writePart } from "../../lib/data/split/part-file";
import { describeTellingApart, tellExternalApart } from "../../lib/evaluation";
import { temporary } from "../data/made-folder";

const size = 8;

/** Noise of one mean per image. */
function made<R extends Role>(
  role: R,
  labels: readonly number[],
  meanOf: (i: number) => number,
  group = (i: number) => `${role}${i}`,
): ImageSet<R> {
  const random = stream(3, role);
  return imageSet(role, {
    foldId: "f",
    size,
    ids: labels.map((_, i) => `${role}-${i}`),
    labels,
    groups: labels.map((_, i) => group(i)),
    pixels: Float32Array.from({ length: labels.length * size * size }, (_, k) =>
      Math.max(-1, Math.min(1, meanOf(Math.floor(k / size / size)) + 0.3 * random.normal())),
    ),
  });
}

function sealed(set: ImageSet<"external">): SealedExternal {
  const folder = temporary();
  writeJson(join(folder, "external.json"), writePart(folder, set));
  return externalOf(set, folder);
}

const halves = range(60).map((i) => i % 2);
const training = made("train", halves, () => 0);

test("tellExternalApart() tells darker images apart, and images of the same kind not", () => {
  const darker = tellExternalApart(sealed(made("external", halves, () => -0.4)), training, { seed: 1 })!;
  expect(darker).toMatchObject({ n: 60, accuracy: 1 });
  expect(darker.p).toBeLessThan(1e-6);
  const alike = tellExternalApart(sealed(made("external", halves, () => 0)), training, { seed: 1 })!;
  expect(alike.p).toBeGreaterThan(0.05);
  expect(alike.high).toBeGreaterThan(alike.accuracy);
});

test("tellExternalApart() takes as many of each class: another mixture of classes is no difference", () => {
  const labels = range(60).map((i) => Number(i % 6 !== 0)); // ten of class 0, fifty of class 1
  const byClass = (of: readonly number[]) => (i: number) => (of[i] === 1 ? 0.5 : -0.5);
  const trained = made("train", halves, byClass(halves));
  const found = tellExternalApart(sealed(made("external", labels, byClass(labels))), trained, { seed: 1 })!;
  expect(found.n).toBe(40); // 10 + 30 of either set, half of them held out
  expect(found.p).toBeGreaterThan(0.05);
});

test("tellExternalApart() takes one image per patient, and says where these are too few", () => {
  const patients = (n: number) => (i: number) => `p${i % n}`;
  const of = (n: number) =>
    sealed(
      made(
        "external",
        range(60).map((i) => (i % n) % 2),
        () => -0.4,
        patients(n),
      ),
    );
  expect(tellExternalApart(of(12), training, { seed: 1 })!.n).toBe(12);
  expect(tellExternalApart(of(2), training, { seed: 1 })).toBeUndefined();
  expect(describeTellingApart(undefined)).toMatch(/not tested: .* fewer than 4 patients of either are left/);
});

test("describeTellingApart() names n, interval and p, and what may go unseen", () => {
  const darker = tellExternalApart(sealed(made("external", halves, () => -0.4)), training, { seed: 1 });
  expect(describeTellingApart(darker)).toMatch(
    /^A classifier of pixels tells these images from those trained on in 100.0 % of 60 cases held out \(95 % interval 94.0 % to 100.0 %, one-sided p < 0\.001; .*: they differ\.$/,
  );
  const alike = tellExternalApart(sealed(made("external", halves, () => 0)), training, { seed: 1 })!;
  expect(describeTellingApart(alike)).toContain(
    `fewer than ${(100 * alike.detectable).toFixed(1)} % may go unseen.`,
  );
});

test("tellExternalApart() refuses images that have changed since they were sealed", () => {
  const external = sealed(made("external", halves, () => 0));
  writeFileSync(external.file, new Uint8Array(60 * size * size * 4));
  expect(() => tellExternalApart(external, training, { seed: 1 })).toThrow(
    /has changed since it was written/,
  );
});
