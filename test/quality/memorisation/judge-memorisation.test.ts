import { describe, expect, it } from "vitest";
import { range } from "../../../lib/core/arrays";
import { stream } from "../../../lib/core/random";
import { engineMultiply } from "../../../lib/quality/engine-multiply";
import type { Images } from "../../../lib/quality/images";
import { judgeMemorisation, type Memorisation } from "../../../lib/quality/memorisation/judge-memorisation";
import type { Membership } from "../../../lib/quality/memorisation/membership";
import { copyKinds, plantedCopies } from "../../../lib/quality/memorisation/planted-copies";
import { part } from "../golden";
import { toyHeads } from "../toy-heads";

const heads = toyHeads(180, 9);
const named = (images: Images, name: string) => {
  const ids = range(images.pixels.length / 1024).map((i) => `${name}-${i}`);
  return { ...images, ids, groups: ids };
};
const train = named(part(heads, 0, 40), "t");
const heldOut = named(part(heads, 40, 100), "h");
const honest = part(heads, 100, 160);
const random = stream(4, "logits");
const logits = (shift: number) => ({
  train: train.ids.map(() => shift + random.normal()),
  heldOut: heldOut.ids.map(() => random.normal()),
});
const options = { seed: 1, multiply: engineMultiply };
const judge = (synthetic: Images, more = {}) =>
  judgeMemorisation({ synthetic, train, heldOut }, { ...options, ...more });

/** What the attack by distance found. @throws where it found nothing */
function byDistance({ attacks: { distance } }: Memorisation): Membership {
  if (typeof distance === "string") throw new Error(distance);
  return distance;
}

/** Every training image with noise of sd 0.02, as a generator that memorises would return them. */
const memoriser: Images = plantedCopies(train, { count: 40, seed: 1, kinds: copyKinds.slice(4) });

describe("judgeMemorisation()", () => {
  it("judgeMemorisation() refuses a memoriser by copies and by distance, and names the pairs", () => {
    const found = judge(memoriser);
    expect(found.finding).toBe("shows signs");
    expect(found.isCopying).toBe(true);
    expect(found.pairs).toHaveLength(40);
    expect(byDistance(found).auc).toBeGreaterThan(0.9);
    expect(found.leaning.share).toBe(1);
    const [{ sample, training }] = found.pairs as [(typeof found.pairs)[number]];
    expect(found.refusals[0]).toContain(
      `40 of 40 samples copy training images: sample ${sample} and ${training} (rho`,
    );
    expect(found.refusals[1]).toContain("above 0.7");
    expect(found.sentence).not.toMatch(/private/i);
  });

  it("judgeMemorisation() finds nothing in honest images and says what would have been seen", () => {
    const found = judge(honest, { discriminator: undefined });
    expect([found.isCopying, found.refusals, found.pairs]).toEqual([false, [], []]);
    expect(found.finding).not.toBe("shows signs");
    const [low, high] = byDistance(found).permuted;
    expect(byDistance(found).auc).toBeGreaterThan(low - 0.05);
    expect(byDistance(found).auc).toBeLessThan(high + 0.05);
    const many = named(toyHeads(300, 12), "m"); // enough to tell
    const clear = judgeMemorisation(
      {
        synthetic: part(honest, 0, 60),
        train: { ...named(part(many, 0, 110), "t") },
        heldOut: named(part(many, 110, 300), "h"),
      },
      options,
    );
    expect(clear.finding).toBe("no sign found");
    expect(clear.sentence).toMatch(
      /copies among 60 would have been seen \(40 of 40 planted copies were found\)/,
    );
    expect(clear.sentence).toMatch(/an attack of AUC 0\.6 by distance would have been seen/);
  });

  it("judgeMemorisation() says that a discriminator knows its training images, and that no fold controls it", () => {
    const found = judge(honest, { discriminator: logits(3) });
    expect(found.finding).toBe("shows signs");
    expect(found.sentence).toContain(
      "the discriminator ranks a training image above one it has not seen in 0.",
    );
    expect(found.sentence).toContain("no other training fold to compare with");
    expect(found.isCopying).toBe(false);
  });

  it("judgeMemorisation() refuses to hand out the discriminator whose attack succeeds, not images that lack it", () => {
    const found = judge(honest, { discriminator: logits(3) });
    expect(found.refusals).toEqual([]);
    expect(found.discriminatorRefusals).toHaveLength(1);
    expect(found.discriminatorRefusals[0]).toMatch(
      /^By the discriminator .* AUC of (0\.9\d|1\.00), above 0\.7\.$/,
    );
    expect(judge(honest, { discriminator: logits(0) }).discriminatorRefusals).toEqual([]);
    expect(judge(memoriser, { discriminator: logits(0) }).refusals).toHaveLength(2);
  });

  it("judgeMemorisation() says of an attack whether it was not tried or had too few images", () => {
    const two = { heldOut: named(part(heads, 40, 42), "h"), synthetic: honest, train };
    const one = { heldOut: named(part(heads, 40, 41), "h"), synthetic: honest, train };
    expect(judgeMemorisation(two, options).attacks.discriminator).toBe("not tried");
    const scores = { train: logits(0).train, heldOut: [0] };
    const few = judgeMemorisation(one, { ...options, discriminator: scores });
    expect(few.attacks).toEqual({ discriminator: "too few", distance: "too few" });
    expect(few.sentence).toContain("too few images or patients for an attack by discriminator");
  });

  it("judgeMemorisation() is not alarmed by an AUC that two training folds reach as well", () => {
    const scores = logits(0.8);
    expect(judge(honest, { discriminator: scores }).finding).toBe("shows signs");
    const controlled = judge(honest, { discriminator: scores, control: 0.9 });
    expect(controlled.finding).toBe("cannot tell");
    expect(controlled.sentence).toContain("between two training folds in at most 0.90");
    expect(controlled.discriminatorRefusals).toEqual([]);
  });

  it("judgeMemorisation() cannot tell from few held-out images", () => {
    const few = judgeMemorisation(
      { synthetic: honest, train, heldOut: named(part(heads, 40, 50), "h") },
      options,
    );
    expect(few.finding).toBe("cannot tell");
    expect(few.sentence).toContain("10 held-out images set no limit for copies");
  });

  it("judgeMemorisation() cannot tell copies from one held-out image, but names what may be some", () => {
    const found = judgeMemorisation(
      { synthetic: memoriser, train, heldOut: named(part(heads, 40, 41), "h") },
      options,
    );
    expect([found.isCopying, found.refusals.filter((words) => words.includes("copy"))]).toEqual([false, []]);
    expect(found.sentence).toContain(
      "one held-out image sets no limit for copies (40 of 40 samples may be some)",
    );
  });

  it("judgeMemorisation() cannot tell with two training images of one patient and one held-out image", () => {
    const two = { ...part(train, 0, 2), ids: ["a", "b"], groups: ["p", "p"] };
    const found = judgeMemorisation(
      { synthetic: honest, train: two, heldOut: named(part(heads, 40, 41), "h") },
      options,
    );
    expect(found.finding).toBe("cannot tell");
    expect(found.closest).toHaveLength(16);
  });

  it("judgeMemorisation() removes held-out duplicates of members before the attack, which they would hide", () => {
    const leaked = named(
      { size: 32, pixels: Float32Array.from([...heldOut.pixels, ...part(train, 0, 3).pixels]) },
      "h",
    );
    const found = judgeMemorisation({ synthetic: honest, train, heldOut: leaked }, options);
    expect(found.copies.realPairs.heldOut).toBe(3);
    expect(byDistance(found).others).toBe(60);
  });

  it("judgeMemorisation() shows the sixteen samples of the smallest rho, held-out images as many as training ones", () => {
    const { closest, copies } = judge(honest);
    expect(closest).toHaveLength(16);
    const sorted = [...copies.rho].sort((a, b) => a - b);
    expect(closest.map(({ rho }) => rho)).toEqual(sorted.slice(0, 16));
    for (const { sample, training, trainingDistance, heldOut: other } of closest) {
      expect(training).toBe(copies.nearest[sample]);
      expect(trainingDistance).toBe(copies.distance[sample]);
      expect(other).toBeLessThan(40);
    }
  });

  it("judgeMemorisation() cannot tell from two held-out images, nor from the slices of one patient", () => {
    const ofOne = { ...heldOut, groups: heldOut.groups.map(() => "one") };
    const cases = [
      [
        named(part(heads, 40, 42), "h"),
        /2 held-out images set no limit for copies \(2 of 60 samples may be some\); .* lie nearer to one of 2 training/,
      ],
      [ofOne, /60 held-out images of one patient set no limit for copies; .*too few images or patients/],
    ] as const;
    for (const [few, words] of cases) {
      const { finding, sentence } = judgeMemorisation({ synthetic: honest, train, heldOut: few }, options);
      expect(finding).toBe("cannot tell");
      expect(sentence).toMatch(words);
    }
  });
});
