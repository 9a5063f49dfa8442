import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mnistDigits } from "../../../lib/runner/bench/mnist-digits";
import { npyFile, npzFile } from "../../data/made-arrays";
import { temporary } from "../../data/made-folder";

/** Images of 28 x 28 of one grey each, which tells them apart: ten of each of three classes. */
function madeDigits(brighter = 0): string {
  const images = Uint8Array.from(
    { length: 30 * 784 },
    (_, k) => 8 * Math.floor(k / 784) + (k % 2) + brighter,
  );
  const labels = Uint8Array.from({ length: 30 }, (_, i) => i % 3);
  const file = join(temporary(), "digits.npz");
  writeFileSync(file, npzFile({ images: npyFile(images, [30, 28, 28]), labels: npyFile(labels, [30, 1]) }));
  return file;
}

describe("mnistDigits()", () => {
  it("mnistDigits() divides each digit into four fifths and the rest, no image in both, the same for a seed", async () => {
    const file = madeDigits();
    const made = await mnistDigits(1, file);
    const greys = (pixels: Float32Array): number[] => [...pixels].filter((_, k) => k % 1024 === 0);
    for (const digit of [0, 1, 2]) {
      const train = made.train(digit);
      expect(new Set(train.labels)).toEqual(new Set([digit]));
      const [seen, unseen] = [greys(train.pixels), greys(made.test(digit).pixels)];
      expect([seen.length, unseen.length]).toEqual([8, 2]);
      expect(new Set([...seen, ...unseen]).size).toBe(10);
    }
    expect(made.train().ids).toHaveLength(24);
    const heldOut = made.heldOut();
    expect(heldOut.labels).toEqual([0, 0, 1, 1, 2, 2]);
    expect(heldOut.ids.filter((id) => made.train().ids.includes(id))).toEqual([]);
    expect((await mnistDigits(1, file)).train().ids).toEqual(made.train().ids);
    expect((await mnistDigits(2, file)).train().ids).not.toEqual(made.train().ids);
  });

  it("mnistDigits() tells digits of another file apart, whose results are no results of these", async () => {
    const [one, same, other] = await Promise.all([0, 0, 1].map((by) => mnistDigits(1, madeDigits(by))));
    expect(same!.fingerprint).toBe(one!.fingerprint);
    expect(other!.fingerprint).not.toBe(one!.fingerprint);
    expect(other!.train().foldId).not.toBe(one!.train().foldId); // a GAN of these is none of those
  });

  it("mnistDigits() says in words that there is no file, and what to give", async () => {
    await expect(mnistDigits(1, join(temporary(), "none.npz"))).rejects.toThrow(
      /^Cannot check against MNIST: no file .*none\.npz, expected a \.npz file of images .* --data FILE\.$/,
    );
  });
});
