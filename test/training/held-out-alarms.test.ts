import { describe, expect, test } from "vitest";
import {
  heldOutAlarms,
  hinge,
  leastSquares,
  nonSaturating,
  wasserstein,
  type EpochLosses,
  type GanLoss,
  type HeldOutPoint,
} from "../../lib/training";
import { leastSquares as ownLoss } from "./own-loss";

const stepsPerEpoch = 5;
const every = 10;

/** 20 looks, every 10 epochs of 5 steps. */
const looks = (
  at: (i: number) => Partial<Omit<HeldOutPoint, "outputs">> & Partial<HeldOutPoint["outputs"]>,
) =>
  Array.from({ length: 20 }, (_, i): HeldOutPoint => {
    const { train = 0.3, heldOut = 0.2, fake = -0.3, spread = 0.5, heldOutReal, ...rest } = at(i);
    const outputs = { train, heldOut, fake, spread, ...(heldOutReal !== undefined && { heldOutReal }) };
    const epoch = every * (i + 1);
    return {
      epoch,
      step: stepsPerEpoch * epoch,
      kid: 0.01,
      kidError: 0.005,
      coverage: 0.5,
      coverageError: 0.1,
      c2st: 0.8,
      ...rest,
      outputs,
    };
  });
const losses = (discriminator: number, generator = 1): EpochLosses[] =>
  Array.from({ length: 20 * every }, (_, i) => ({
    epoch: i + 1,
    discriminator: discriminator + 10 * 0.02,
    generator,
    penalty: 0.02,
  }));
const alarms = (curve: readonly HeldOutPoint[], history: readonly EpochLosses[], loss: GanLoss) =>
  heldOutAlarms(curve, history, { loss, penaltyWeight: 10 });
const kinds = (...of: Parameters<typeof alarms>): string[] => alarms(...of).map(({ kind }) => kind);

const all = { nonSaturating, leastSquares, hinge, wasserstein };
/** Losses of a working pair: far from balance. */
const working = { nonSaturating: 1.2, leastSquares: 0.18, hinge: 1.5, wasserstein: -1.7 };
const names = Object.keys(all) as (keyof typeof all)[];

describe("heldOutAlarms()", () => {
  test.each(names)("are silent in a healthy training and before a first look: %s", (name) => {
    expect(kinds([], losses(working[name]), all[name])).toEqual([]);
    expect(
      kinds(
        looks(() => ({})),
        losses(working[name]),
        all[name],
      ),
    ).toEqual([]);
  });

  test.each<[keyof typeof all, number]>([
    ["nonSaturating", 2 * Math.LN2 + 0.01],
    ["leastSquares", 0.253],
    ["hinge", 1.99],
    ["wasserstein", 5e-4],
  ])(
    "tell a discriminator that has lost from balance, by a classifier of held-out images: %s",
    (name, loss) => {
      const flat = (c2st: number) => looks(() => ({ spread: 0.03, c2st, train: 0, heldOut: 0, fake: 0 }));
      expect(kinds(flat(0.75), losses(loss), all[name])).toEqual(["discriminator has lost"]);
      expect(kinds(flat(0.55), losses(loss), all[name])).toEqual(["balance"]);
      expect(kinds(flat(0.75), losses(working[name]), all[name])).toEqual([]);
      const short = flat(0.75).slice(0, 9); // 450 steps
      expect(kinds(short, losses(loss).slice(0, 90), all[name])).toEqual([]);
    },
  );

  test("tell that it has lost from looks that lie 500 steps and more apart, by the last two", () => {
    const apart = looks((i) => ({ spread: i < 18 ? 0.5 : 0.03, c2st: 0.75 })).map((p) => ({
      ...p,
      step: 20 * p.step,
    }));
    expect(kinds(apart, losses(2 * Math.LN2), nonSaturating)).toEqual(["discriminator has lost"]);
    const spreading = apart.map((p, i) => ({
      ...p,
      outputs: { ...p.outputs, spread: i === 18 ? 0.5 : 0.03 },
    }));
    expect(kinds(spreading, losses(2 * Math.LN2), nonSaturating)).toEqual([]);
    expect(kinds(apart.slice(-1), losses(2 * Math.LN2), nonSaturating)).toEqual([]);
  });

  test("know the balance of smoothed targets, and the penalty's weight of older epochs", () => {
    const curve = looks(() => ({ spread: 0.03, c2st: 0.75 }));
    const seen = (at: number, options: Partial<Parameters<typeof heldOutAlarms>[2]>) =>
      heldOutAlarms(curve, losses(at), { loss: nonSaturating, penaltyWeight: 10, ...options }).map(
        ({ kind }) => kind,
      );
    expect(seen(1.295, { smoothing: 0.3 })).toEqual(["discriminator has lost"]); // 2 H(0.35)
    expect(seen(1.295, {})).toEqual([]);
    const change = { option: "penaltyWeight", from: 10, to: 0, epoch: 201, step: 1000 } as const;
    expect(seen(1.386, { penaltyWeight: 0, changes: [change] })).toEqual(["discriminator has lost"]);
    expect(seen(1.386, { penaltyWeight: 0 })).toEqual([]);
  });

  test.each(["nonSaturating", "leastSquares", "hinge"] as const)(
    "no loss of a discriminator whose outputs still spread, though its loss lies at balance: %s",
    (name) => {
      const curve = looks((i) => ({ spread: i === 15 ? 0.2 : 0.03 }));
      expect(kinds(curve, losses(all[name].equilibrium), all[name])).toEqual([]);
    },
  );

  test.each<[keyof typeof all, number]>([
    ["nonSaturating", 1],
    ["leastSquares", 0.25],
    ["hinge", 0.5],
  ])("tell training images learned by heart, at the loss's own limit: %s", (name, limit) => {
    const gap = (to: number) =>
      looks((i) => ({ train: 0.2 + (to * i) / 18, heldOut: 0.2, heldOutReal: 0.3 }));
    expect(kinds(gap(1.2 * limit), losses(working[name]), all[name])).toEqual(["learned by heart"]);
    expect(kinds(gap(0.8 * limit), losses(working[name]), all[name])).toEqual([]);
    const falling = looks((i) => ({ train: 0.2 + limit * (2 - i / 40), heldOut: 0.2, heldOutReal: 0.3 }));
    expect(kinds(falling, losses(working[name]), all[name])).toEqual([]);
  });

  test("cross-entropy: not by heart while most held-out images are still taken for real", () => {
    const curve = looks((i) => ({ train: 0.2 + 0.2 * i, heldOut: 0.2, heldOutReal: 0.7 }));
    expect(kinds(curve, losses(1.2), nonSaturating)).toEqual([]);
  });

  test("Wasserstein: learned by heart is a gap above half of the estimate on training images", () => {
    const gap = (share: number) =>
      looks((i) => ({ train: 1 + 0.01 * i, fake: 0, heldOut: (1 - share) * (1 + 0.01 * i) }));
    expect(kinds(gap(0.6), losses(-1), wasserstein)).toEqual(["learned by heart"]);
    expect(kinds(gap(0.4), losses(-1), wasserstein)).toEqual([]);
  });

  test("Wasserstein: the critic wins when its estimate rises on training images and falls on held-out ones", () => {
    const apart = (train: number, heldOut: number) =>
      looks((i) => ({ train: 4 + train * i, heldOut: 4 + heldOut * i, fake: 0 }));
    expect(kinds(apart(0.5, -0.13), losses(-4), wasserstein)).toContain("discriminator wins");
    expect(kinds(apart(0.5, 0.4), losses(-4), wasserstein)).toEqual([]);
    expect(kinds(apart(-0.1, -0.13), losses(-4), wasserstein)).toEqual([]);
  });

  test("Wasserstein: an estimate below 0 has risen or fallen by a tenth of its size, either way", () => {
    const apart = (train: number, by: number, heldOut: number, heldOutBy: number) =>
      kinds(
        looks((i) => ({ train: train + by * i, heldOut: heldOut + heldOutBy * i, fake: 0 })),
        losses(-4),
        wasserstein,
      );
    expect(apart(4, 0.5, -4, -0.5)).toContain("discriminator wins");
    expect(apart(4, 0.5, -4, 0.05)).not.toContain("discriminator wins"); // the held-out one rises
    expect(apart(4, 0.5, -4, -0.01)).not.toContain("discriminator wins"); // falls by less than a tenth
    expect(apart(-14, 0.5, -4, -0.5)).toContain("discriminator wins");
    expect(apart(-4, 0.05, -4, -0.5)).not.toContain("discriminator wins"); // rises by less than a tenth
  });

  test("hinge: keeping every margin is no alarm by itself, with held-out KID risen it is", () => {
    const rising = looks((i) => ({ kid: i < 10 ? 0.01 : 0.04 }));
    expect(
      kinds(
        looks(() => ({})),
        losses(0.02),
        hinge,
      ),
    ).toEqual([]);
    expect(kinds(rising, losses(0.02), hinge)).toEqual(["discriminator wins"]);
    expect(kinds(rising, losses(1.5), hinge)).toEqual(["past its best"]);
  });

  test.each(names)("tell KID that has risen beyond noise for three looks, in any loss: %s", (name) => {
    const risen = (from: number) => looks((i) => ({ kid: i >= from ? 0.03 : 0.01 }));
    expect(kinds(risen(17), losses(working[name]), all[name])).toEqual(["past its best"]);
    expect(kinds(risen(18), losses(working[name]), all[name])).toEqual([]);
  });

  test("of a loss without limits of its own: only what KID says", () => {
    const curve = looks((i) => ({ kid: i < 10 ? 0.01 : 0.04, train: 9 * i, spread: 0.01, heldOutReal: 0 }));
    expect(kinds(curve, losses(ownLoss.equilibrium), ownLoss)).toEqual(["past its best"]);
  });

  test("change by no constant that is added to every output of a Wasserstein critic, nor by G's loss", () => {
    const planted: [HeldOutPoint[], number][] = [
      [looks(() => ({})), -1.7],
      [looks(() => ({ train: 0, heldOut: 0, fake: 0 })), 5e-4],
      [looks((i) => ({ train: 4 + 0.5 * i, heldOut: 4 - 0.13 * i, fake: 0 })), -4],
      [looks((i) => ({ train: 1 + 0.01 * i, fake: 0, heldOut: 0.4 })), -1],
    ];
    const found = planted.map(([curve, loss]) => {
      const shifted = (by: number) =>
        curve.map(({ outputs, ...rest }) => ({
          ...rest,
          outputs: {
            ...outputs,
            train: outputs.train + by,
            heldOut: outputs.heldOut + by,
            fake: outputs.fake + by,
          },
        }));
      const before = kinds(curve, losses(loss), wasserstein);
      for (const by of [7, -7]) {
        expect(kinds(shifted(by), losses(loss, 1 - by), wasserstein)).toEqual(before);
      }
      return before.length;
    });
    expect(found).toEqual([0, 1, 2, 1]);
  });

  test("read no generator's loss: hinge and Wasserstein with any of it", () => {
    for (const loss of [hinge, wasserstein])
      for (const generator of [-50, 0, 50])
        expect(
          kinds(
            looks(() => ({})),
            losses(1.5, generator),
            loss,
          ),
        ).toEqual([]);
  });

  test("say what was seen and what to try", () => {
    const texts = [
      ...alarms(
        looks(() => ({ spread: 0.03, c2st: 0.75 })),
        losses(2 * Math.LN2),
        nonSaturating,
      ),
      ...alarms(
        looks((i) => ({ train: 0.2 * i, heldOut: 0.2, heldOutReal: 0.3 })),
        losses(1.2),
        nonSaturating,
      ),
      ...alarms(
        looks((i) => ({ kid: i < 10 ? 0.01 : 0.04 })),
        losses(0.02),
        hinge,
      ),
      ...alarms(
        looks((i) => ({ kid: i < 10 ? 0.01 : 0.04 })),
        losses(1.5),
        hinge,
      ),
      ...alarms(
        looks((i) => ({ train: 4 + 0.5 * i, heldOut: 4 - 0.13 * i, fake: 0 })),
        losses(-4),
        wasserstein,
      ),
    ].map(({ text }) => text);
    expect(texts).toHaveLength(6);
    for (const text of texts) expect(text).toMatch(/\d.*: .*(lower|raise)/);
  });
});
