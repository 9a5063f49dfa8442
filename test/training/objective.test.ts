import { expect, test } from "vitest";
import { ganSettings, resolveSettings, type GanSetting } from "../../lib/core";
import { diffAugment, nonSaturating, describeObjective } from "../../lib/training";
import { byFeatures } from "../../lib/training/gan-losses";
import { nameObjective } from "../../lib/training/objective";
import { leastSquares } from "./own-loss";
import { tinyOptions } from "./tiny";

const row = (part: string, options = tinyOptions()) =>
  describeObjective(options).find((r) => r.part === part);

test("describeObjective() names the paper's loss and penalty, and that the saved discriminator gets a sigmoid", () => {
  expect(row("loss")?.choice).toContain("binary cross-entropy");
  expect(row("loss")?.why).toContain("sigmoid is put on top");
  expect(row("gradient penalty")?.choice).toMatch(/^10 \* .*slope of the logit/);
});

test("describeObjective() names a loss and a penalty of one's own", () => {
  const penalty = { name: "weights' squares", value: tinyOptions().penalty.value };
  const own = tinyOptions({ loss: leastSquares, penalty, penaltyWeight: 2 });
  expect(row("loss", own)?.choice).toBe("least squares on logits");
  expect(row("loss", own)?.why).toContain("without a sigmoid");
  expect(row("gradient penalty", own)?.choice).toBe("2 * weights' squares");
  expect(row("gradient penalty", tinyOptions({ penaltyWeight: 0 }))?.choice).toBe("off");
});

test("describeObjective() has a row for each option whose setting gives one, and says what is off", () => {
  const parts = describeObjective(tinyOptions()).map((r) => r.part);
  const rows = Object.values<GanSetting>(ganSettings).flatMap((setting) => setting.row?.part ?? []);
  expect(parts).toEqual(["loss", "gradient penalty", ...rows]);
  expect(row("label inversion")?.choice).toContain("p = 0.05");
  const off = tinyOptions({ flipProbability: 0, noise: 0, ema: 0 });
  for (const part of ["label inversion", "real distributed noise", "averaged generator"])
    expect(row(part, off)?.choice).toBe("off");
});

test("describeObjective() has a row for each remedy that is on, and none for one that is off", () => {
  const on = tinyOptions({
    loss: byFeatures(nonSaturating),
    minibatchKernels: 16,
    historicalAveraging: 0.1,
    smoothing: 0.1,
    referenceBatch: 16,
    penaltyEvery: 16,
    augmentation: "adaptive",
  });
  const parts = [
    "generator's loss",
    "minibatch discrimination",
    "historical averaging",
    "smoothed targets",
    "virtual batch norm",
    "lazy penalty",
    "augmentation",
  ];
  expect(describeObjective(on).slice(-7).map((r) => r.part)).toEqual(parts); // prettier-ignore
  expect(row("smoothed targets", on)?.choice).toBe("0.9 of real images");
  expect(row("augmentation", tinyOptions({ augmentation: diffAugment }))?.choice).toBe(
    "color, translation, cutout",
  );
  for (const part of parts) expect(row(part)).toBeUndefined();
});

test("nameObjective() says loss and penalty in a clause, and a penalty of no weight not", () => {
  const of = (set: Readonly<Record<string, unknown>>): string => nameObjective(resolveSettings("quick", set));
  expect(of({})).toBe("cross-entropy with a gradient penalty (interpolates)");
  expect(of({ "gan.variant": "wgan-gp" })).toBe("wasserstein with a gradient penalty (interpolates)");
  expect(of({ "gan.variant": "hinge" })).toBe("hinge without a gradient penalty");
  expect(of({ "gan.penaltyWeight": 0 })).toBe("cross-entropy without a gradient penalty");
});
