import { describe, expect, it, test } from "vitest";
import { imageSet, type Role } from "../../lib/data/image-set";
import { blindReading } from "../../lib/quality/blind/blind-reading";
import { discardEffect } from "../../lib/quality/discard-effect";
import { judgeVariety } from "../../lib/quality/diversity/judge-variety";
import { measureAtSide } from "../../lib/quality/growth/measure-growth";
import type { Images } from "../../lib/quality/images";
import { measureSamples } from "../../lib/quality/measure-samples";
import { judgeMemorisation } from "../../lib/quality/memorisation/judge-memorisation";
import { qualityPanel } from "../../lib/quality/panel/quality-panel";
import { refuseOtherImages } from "../../lib/quality/refuse-other-images";
import { noise } from "./toy-heads";

const n = 8;
const setOf = <R extends Role>(role: R, labels: readonly number[], foldId = "one", seed = labels[0]!) => {
  const ids = labels.map((_, i) => `${role}-${foldId}-${i}`);
  return imageSet(role, { foldId, ids, labels, seen: ids, ...noise(labels.length, seed) });
};
const ofClass = <R extends Role>(role: R, label: number, foldId?: string) =>
  setOf(role, new Array<number>(n).fill(label), foldId);
const samples = ofClass("synthetic", 1);
const plain = ({ size, pixels }: Images): Images => ({ size, pixels });

/** All that compare samples with real images of one class. */
const comparisons = {
  "measureSamples()": (train, heldOut) =>
    measureSamples({ synthetic: samples, train, heldOut, untrainedReference: samples }),
  "judgeMemorisation()": (train, heldOut) => judgeMemorisation({ synthetic: samples, train, heldOut }),
  "qualityPanel()": (train, heldOut) =>
    qualityPanel([{ name: "bleed", synthetic: samples, train, heldOut, untrainedReference: samples }]),
} satisfies Record<string, (train: RealSet, heldOut: RealSet) => unknown>;
type RealSet = ReturnType<typeof ofClass>;

describe.each(Object.entries(comparisons))("%s", (_, compare) => {
  it("refuses training images of another class, and of another split, and names both", () => {
    expect(() => compare(ofClass("train", 0), ofClass("validation", 0))).toThrow(
      "synthetic images of label 1, and training images of label 0, expected both of the same class",
    );
    expect(() => compare(ofClass("train", 1, "two"), ofClass("validation", 1))).toThrow(
      "synthetic images of split one, and training images of split two, expected both of one split",
    );
  });

  it("refuses held-out images of another class, and takes those of its own", () => {
    expect(() => compare(ofClass("train", 1), ofClass("validation", 0))).toThrow(
      "synthetic images of label 1, and held-out images of label 0",
    );
    expect(compare(ofClass("train", 1), ofClass("validation", 1))).toBeDefined();
  });
});

test("what compares samples with held-out images alone refuses those of another class, and takes plain ones", () => {
  const other = ofClass("validation", 0);
  const pair = { candidates: samples, kept: samples };
  for (const compare of [
    (real: Images) => discardEffect(pair, real),
    (real: Images) => blindReading([{ name: "bleed", heldOut: real, samples }], { seed: 1 }),
    (real: Images) => measureAtSide(samples, real),
    (real: Images) => judgeVariety(samples, real),
  ]) {
    expect(() => compare(other)).toThrow("synthetic images of label 1, and held-out images of label 0");
    expect(compare(plain(other))).toBeDefined();
  }
});

describe("refuseOtherImages()", () => {
  const refuse = (one: Images, other: Images) => () => refuseOtherImages("compare", { one, other });

  it("takes sets of the same several classes, in whatever order and number", () => {
    expect(refuse(setOf("synthetic", [0, 1, 1]), setOf("train", [1, 0]))).not.toThrow();
    expect(refuse(setOf("synthetic", [0, 1]), setOf("train", [1, 1], "one"))).toThrow(
      "one of labels 0, 1, and other of label 1",
    );
  });

  it("says nothing of sets without labels or without images", () => {
    expect(refuse(samples, plain(ofClass("train", 0)))).not.toThrow();
    expect(refuse(samples, imageSet("train", { foldId: "one", ids: [], labels: [], size: 32, pixels: new Float32Array() }))).not.toThrow(); // prettier-ignore
  });
});
