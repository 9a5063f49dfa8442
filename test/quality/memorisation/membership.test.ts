import { describe, expect, it } from "vitest";
import { stream } from "../../../lib/core/random";
import {
  memberAuc,
  memberControl,
  membership,
  type Scored,
} from "../../../lib/quality/memorisation/membership";
import { golden } from "./golden";

const alone = (scores: readonly number[], name: string): Scored => ({
  scores,
  groups: scores.map((_, i) => `${name} ${i}`),
});
const random = stream(1, "scores");
const normals = (n: number, mean = 0): number[] => Array.from({ length: n }, () => mean + random.normal());

describe("membership()", () => {
  it("membership() is numpy's AUC with DeLong's interval on the logit scale", () => {
    const { members, others, auc, logit_interval } = golden.membership;
    const found = membership(alone(members, "m"), alone(others, "o"))!;
    expect(found.auc).toBeCloseTo(auc, 12);
    expect(found.low).toBeCloseTo(logit_interval[0]!, 6);
    expect(found.high).toBeCloseTo(logit_interval[1]!, 6);
  });

  it("membership() by equal scores is 0.5 in Newcombe's interval, not a point: few such images show nothing", () => {
    const same = new Array<number>(6).fill(0);
    const pairs = { scores: [...same, 0], groups: ["a", "b", "c", "d", "e", "e", "f"] };
    for (const members of [alone(same, "m"), pairs]) {
      const { auc, low, high } = membership(members, alone(same, "o"))!;
      expect(auc).toBe(0.5);
      expect(low).toBeLessThan(0.3);
      expect(high).toBeGreaterThan(0.7);
    }
  });

  it("membership() of a perfect attack has an interval that excludes 0.5", () => {
    const found = membership(alone(normals(20, 50), "m"), alone(normals(20), "o"))!;
    expect([found.auc, found.high]).toEqual([1, 1]);
    expect(found.low).toBeGreaterThan(0.8);
  });

  it("membership() is 0.5 give or take two standard errors where sides are mixed at random", () => {
    const found = membership(alone(normals(40, 2), "m"), alone(normals(60), "o"))!;
    const error = Math.sqrt((40 + 60 + 1) / (12 * 40 * 60));
    const [low, high] = found.permuted;
    expect((low + high) / 2).toBeCloseTo(0.5, 1);
    expect(high - 0.5).toBeGreaterThan(1.4 * error);
    expect(high - 0.5).toBeLessThan(2.6 * error);
    expect(found.auc).toBeGreaterThan(high + 0.1);
  });

  it("membership() draws patients, so ten slices of each make the interval wider than ten times the images would", () => {
    const [m, o] = [normals(8, 0.5), normals(8)];
    const repeat = (scores: number[], name: string, isOnePatient: boolean): Scored => ({
      scores: scores.flatMap((s) => Array.from({ length: 10 }, (_, k) => s + 1e-6 * k)),
      groups: scores.flatMap((_, i) =>
        Array.from({ length: 10 }, (__, k) => (isOnePatient ? `${name} ${i}` : `${name} ${i} ${k}`)),
      ),
    });
    const width = (isOne: boolean): number => {
      const found = membership(repeat(m, "m", isOne), repeat(o, "o", isOne))!;
      return found.high - found.low;
    };
    expect(width(true)).toBeGreaterThan(2 * width(false));
  });

  it("membership() cannot be told from one image", () => {
    expect(membership(alone([1], "m"), alone([0, 2], "o"))).toBeUndefined();
  });

  it("membership() cannot be told from the slices of few patients, whose resampling would not vary", () => {
    const slices = (patients: number, name: string, score: number): Scored => ({
      scores: Array.from({ length: 20 }, (_, i) => score + (i % 7)),
      groups: Array.from({ length: 20 }, (_, i) => `${name} ${i % patients}`),
    });
    expect(membership(slices(10, "m", 1), slices(1, "o", 0))).toBeUndefined();
    expect(membership(slices(4, "m", 1), slices(10, "o", 0))).toBeUndefined();
    expect(membership(slices(5, "m", 1), slices(5, "o", 0))).toBeDefined();
  });
});

describe("memberAuc()", () => {
  const difficulty = normals(60).map((d) => 3 * d);
  const ofGenerators = (raised: number, name: (i: number, side: string) => string) => {
    const side = (isMember: boolean): Scored => ({
      scores: difficulty.map((d) => d + (isMember ? raised : 0) + 0.3 * random.normal()),
      groups: difficulty.map((_, i) => name(i, isMember ? "m" : "o")),
    });
    return memberAuc(side(true), side(false), { seed: 1 })!;
  };
  const pooled = (raised: number) => ofGenerators(raised, (i) => `patient ${i}`);

  it("memberAuc() draws a patient of both sides with all scores, so that what makes images easy cancels", () => {
    const found = pooled(0.5);
    expect(found.low).toBeGreaterThan(0.5);
    expect(found.auc - found.low).toBeLessThan(0.05);
    const apart = ofGenerators(0.5, (i, side) => `${side} ${i}`);
    expect(apart.low).toBeLessThan(0.5);
    expect(apart.high - apart.low).toBeGreaterThan(3 * (found.high - found.low));
  });

  it("memberAuc() misses 0.5 about as often as a 95 % interval may, where nothing was remembered", () => {
    const missed = Array.from({ length: 60 }, () => pooled(0)).filter(
      ({ low, high }) => low > 0.5 || high < 0.5,
    );
    expect(missed.length).toBeLessThanOrEqual(8); // of 60: more has a chance of 0.4 % at 5 %
  });
});

describe("memberControl()", () => {
  it("memberControl() is the largest AUC between two folds, whichever is higher", () => {
    expect(memberControl([1, 2, 3, 4, 10, 11], [0, 0, 1, 1, 2, 2])).toBe(1);
    expect(memberControl([1, 4, 2, 3], ["a", "a", "b", "b"])).toBe(0.5);
    expect(memberControl([1, 3, 0, 2], [0, 0, 1, 1])).toBe(0.75);
    expect(memberControl([0, 2, 1, 3], [0, 0, 1, 1])).toBe(0.75);
    expect(memberControl([1, 2], [0, 0])).toBeUndefined();
  });
});
