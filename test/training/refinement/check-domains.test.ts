import { expect, test } from "vitest";
import { pick } from "../../../lib/data/image-set";
import { checkDomains } from "../../../lib/training/refinement/check-domains";
import { squares } from "../tiny";

const all = squares("train", 4, () => 0);

test("a domain of one image or none is refused with its name", () => {
  for (const [count, words] of [
    [1, "1 image in the real images, expected at least 2"],
    [0, "no image in the real images"],
  ] as const)
    expect(() =>
      checkDomains("train the SimGAN x", {
        "synthetic images": all,
        "real images": pick(all, count === 1 ? [0] : []),
      }),
    ).toThrow(words);
});

test("images of different sizes, of different folds and of a sealed part are refused", () => {
  const half = { ...all, size: 4, pixels: all.pixels.subarray(0, 64) };
  expect(() => checkDomains("train the CycleGAN x", { "domain A": all, "domain B": half })).toThrow(
    "8 x 8 in the domain A, 4 x 4 in the domain B",
  );
  expect(() =>
    checkDomains("train the CycleGAN x", {
      "domain A": all,
      "domain B": squares("train", 4, () => 0, "other"),
    }),
  ).toThrow("folds fold and other");
  expect(() =>
    checkDomains("train the CycleGAN x", { "domain A": all, "domain B": squares("validation", 4, () => 0) }),
  ).toThrow("images of the validation part");
  expect(() => checkDomains("train", { a: all, b: squares("synthetic", 4, () => 0) })).not.toThrow();
});
