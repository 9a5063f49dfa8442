import { expect, test } from "vitest";
import { ganSettings } from "../../lib/core";
import { fixedOptions, formatChange, ganChanges, ganValues } from "../../lib/training/gan-changes";
import { tinyOptions } from "./tiny";

test("each number of the GAN's settings is fixed, recorded or free when training resumes, as its row says", () => {
  const options = tinyOptions();
  const [values, fixed] = [ganValues(options), Object.fromEntries(fixedOptions(options))];
  for (const [key, { kind, resume }] of Object.entries(ganSettings)) {
    const name = key.replace("gan.", "");
    if (kind === "choice") continue;
    expect([name, name in values, name in fixed]).toEqual([name, resume === "recorded", resume === "fixed"]);
  }
  expect(Object.keys(values)).toEqual(expect.arrayContaining(["learningRate", "noise", "ema", "epochs"]));
  expect(Object.keys(fixed)).toEqual([
    "batchSize",
    "beta1",
    "beta2",
    "criticSteps",
    "guidance",
    "historicalAveraging",
    "minibatchKernels",
    "name",
    "penaltyEvery",
    "referenceBatch",
    "samplingSteps",
    "seed",
    "width",
  ]);
});

test("fixedOptions() include what was done to the images, and neither the folder nor loss and penalty", () => {
  const fixed = Object.fromEntries(fixedOptions(tinyOptions({ augmentation: ["cutout"] })));
  expect(fixed["augmentation"]).toEqual(["cutout"]);
  for (const free of ["folder", "loss", "penalty", "checkpointEvery", "allowOptionChanges"])
    expect(fixed).not.toHaveProperty(free);
});

test("ganChanges() say which values differ, from when on", () => {
  const [before, now] = [tinyOptions(), tinyOptions({ noise: 0.2, beta1: 0.7 })].map(ganValues);
  const at = { epoch: 12, step: 34 };
  const changes = ganChanges(before!, now!, at);
  expect(changes).toEqual([{ option: "noise", from: 0.1, to: 0.2, ...at }]);
  expect(changes.map(formatChange)).toEqual(["noise 0.1 -> 0.2 from epoch 12"]);
  expect(ganChanges(before!, before!, at)).toEqual([]);
});
