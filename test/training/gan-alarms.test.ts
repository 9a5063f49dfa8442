import { expect, test } from "vitest";
import { stream } from "../../lib/core";
import { leastSquares } from "./own-loss";
import {
  ganAlarms,
  hinge,
  leastSquares as halfSquares,
  nonSaturating,
  wasserstein,
  type EpochLosses,
} from "../../lib/training";

const options = { loss: nonSaturating, penaltyWeight: 10, flipProbability: 0.05 };
const random = stream(1, "alarms");
const noisy = (n: number, discriminator: number, generator: number, penalty = 0.01): EpochLosses[] =>
  Array.from({ length: n }, (_, i) => ({
    epoch: i + 1,
    discriminator: discriminator * (1 + 0.02 * random.normal()) + 10 * penalty,
    generator: generator * (1 + 0.02 * random.normal()),
    penalty,
  }));
const kinds = (...args: Parameters<typeof ganAlarms>): string[] => ganAlarms(...args).map((a) => a.kind);

test("ganAlarms() are silent in a healthy training and before there is one", () => {
  expect(kinds([], options)).toEqual([]);
  expect(kinds(noisy(20, 1.3, 1.1), options)).toEqual([]);
});

test("ganAlarms() tell when the discriminator wins, whatever the penalty and the flips add", () => {
  // flips of 5 % leave it 2 H(0.05) = 0.397
  expect(kinds(noisy(10, 0.42, 6), options)).toEqual(["discriminator wins"]);
  expect(kinds(noisy(10, 0.42, 6, 0.5), options)).toEqual(["discriminator wins"]);
  expect(kinds(noisy(10, 0.02, 6), { ...options, flipProbability: 0 })).toEqual(["discriminator wins"]);
  expect(kinds(noisy(10, 0.42, 6), { ...options, flipProbability: 0 })).toEqual([]);
  expect(kinds(noisy(9, 0.42, 6), options)).toEqual([]);
  expect(kinds(noisy(10, 0.42, 3), options)).toEqual([]);
});

test("ganAlarms() tell that the discriminator wins with smoothed targets too, which keep its loss higher", () => {
  const smoothed = { ...options, smoothing: 0.1 }; // leave it H(0.855) + H(0.05) = 0.61
  expect(kinds(noisy(10, 0.64, 6), smoothed)).toEqual(["discriminator wins"]);
  expect(kinds(noisy(10, 0.64, 6), options)).toEqual([]);
  expect(kinds(noisy(10, 0.75, 6), smoothed)).toEqual([]);
});

test("ganAlarms() take the penalty off at the weight of its epoch, which may have changed when it resumed", () => {
  const now = { ...options, penaltyWeight: 0.5 };
  const change = { option: "penaltyWeight", from: 10, to: 0.5, step: 0 } as const;
  const before = noisy(10, 0.42, 6, 0.5); // at a weight of 10
  expect(kinds(before, { ...now, changes: [{ ...change, epoch: 11 }] })).toEqual(["discriminator wins"]);
  expect(kinds(before, now)).toEqual([]);
  const twice = [
    { ...change, epoch: 11, to: 3 },
    { ...change, epoch: 12, from: 3 },
  ];
  expect(kinds(before, { ...now, changes: twice })).toEqual(["discriminator wins"]);
});

test("ganAlarms() measure the discriminator by the loss that is trained", () => {
  const own = { ...options, loss: leastSquares };
  // of least squares 0.5 is the equilibrium, and flips of 5 % leave 2 * 0.05 * 0.95 = 0.095
  expect(kinds(noisy(10, 0.1, 1), own)).toEqual(["discriminator wins"]);
  expect(kinds(noisy(10, 0.1, 0.8), own)).toEqual([]);
  expect(kinds(noisy(10, 0.45, 1), own)).toEqual([]);
  expect(kinds(noisy(10, 0.42, 6), own)).toEqual([]); // by cross-entropy it would have won
  expect(kinds(noisy(10, 0.42, 6), { ...own, loss: { ...own.loss, equilibrium: 4 } })).toEqual([
    "discriminator wins",
  ]);
});

test("ganAlarms() tell when the losses no longer change, and when one is not finite", () => {
  const still = Array.from({ length: 5 }, (_, i) => ({
    epoch: i + 1,
    discriminator: 1.386,
    generator: 0.693,
    penalty: 1,
  }));
  expect(kinds(still, options)).toEqual(["no gradient"]);
  const broken = [...noisy(9, 1.3, 1), { epoch: 10, discriminator: NaN, generator: 1, penalty: 0 }];
  expect(kinds(broken, options)).toEqual(["not finite"]);
});

test("ganAlarms() tell a collapse by samples that vary a fifth as much as real images, from the 10th epoch on", () => {
  const size = 8;
  const real = { size, pixels: stream(1, "real").normals(30 * 64) };
  const samples = (sd: number): Float32Array =>
    stream(2, "samples")
      .normals(12 * 64)
      .map((x) => sd * x + 0.3);
  const alarms = (n: number, sd: number) =>
    kinds(noisy(n, 1.3, 1.1), options, { samples: samples(sd), real });
  expect(alarms(10, 0.1)).toEqual(["collapse"]);
  expect(alarms(9, 0.1)).toEqual([]);
  expect(alarms(10, 0.4)).toEqual([]);
});

test("ganAlarms() take no notice of the generator's loss where its zero means nothing: hinge, Wasserstein", () => {
  for (const loss of [hinge, wasserstein])
    for (const generator of [-50, -5, 0.5, 5, 50])
      for (const discriminator of [0.05, 1.3, -4])
        expect(kinds(noisy(20, discriminator, generator), { ...options, loss, flipProbability: 0 })).toEqual(
          [],
        );
});

test("ganAlarms() change by no constant that is added to every output of a Wasserstein critic", () => {
  const own = { ...options, loss: wasserstein, flipProbability: 0 };
  const still = Array.from({ length: 12 }, (_, i) => ({
    epoch: i + 1,
    discriminator: -1.7,
    generator: 0.6 + 1e-4 * i,
    penalty: 0.01,
  }));
  const exploding = noisy(12, -1.7, 0.6).map((l) => ({ ...l, penalty: 2000 }));
  const stepping = still.map((l) => ({ ...l, generator: l.generator + 0.01 * l.epoch }));
  const shifted = (history: readonly EpochLosses[], by: number) =>
    history.map((l) => ({ ...l, generator: l.generator - by })); // the discriminator's loss is a difference
  const expected = [["no gradient"], ["penalty explodes"], [], []];
  [still, exploding, stepping, noisy(12, -1.7, 0.6)].forEach((history, i) => {
    for (const by of [0, 7, -7, 0.6]) expect(kinds(shifted(history, by), own)).toEqual(expected[i]);
  });
});

test("ganAlarms() of least squares tell a discriminator that has won by its own scale", () => {
  const own = { ...options, loss: halfSquares, flipProbability: 0 };
  expect(kinds(noisy(10, 0.015, 0.49), own)).toEqual(["discriminator wins"]);
  expect(kinds(noisy(10, 0.015, 0.3), own)).toEqual([]);
  expect(kinds(noisy(10, 0.24, 0.13), own)).toEqual([]);
});

test("ganAlarms() tell an adaptive augmentation that has stood at its upper end for a quarter of the training", () => {
  const after = (epochs: number) =>
    noisy(40, 1.3, 1.1).map((l, i) => ({
      ...l,
      augmentationProbability: i >= 40 - epochs ? Math.fround(0.8) : 0.7,
    }));
  expect(kinds(after(9), { ...options, epochs: 40 })).toEqual([]);
  expect(kinds(after(10), { ...options, epochs: 40 })).toEqual(["augmentation at its most"]);
  expect(kinds(after(10), { ...options, epochs: 100 })).toEqual([]);
});

test("ganAlarms() say what was seen and what to try", () => {
  const texts = [
    noisy(10, 0.42, 6),
    noisy(10, 1.3, 1.1, 2000),
    [...noisy(9, 1.3, 1), { epoch: 10, discriminator: NaN, generator: 1, penalty: 0 }],
  ].flatMap((history) => ganAlarms(history, options).map((alarm) => alarm.text));
  expect(texts).toHaveLength(3);
  for (const text of texts) expect(text).toMatch(/\d.*: .*(lower|raise)/);
});
