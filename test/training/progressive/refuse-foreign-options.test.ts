import { expect, test } from "vitest";
import { openRun, type Profile, type Settings } from "../../../lib/core";
import { ganOptions } from "../../../lib/training";
import { refuseForeignOptions } from "../../../lib/training/progressive/refuse-foreign-options";
import { trainPggan } from "../../../lib/training/progressive/train-pggan";
import { temporary } from "../../data/made-folder";
import { tinyTask } from "./tiny-pggan";

const optionsOf = (profile: Profile, set: Partial<Settings> = {}) =>
  ganOptions(openRun({ profile, data: "phantom", seed: 1, set, out: temporary() }), "pggan-normal");

test.each<Profile>(["smoke", "quick", "paper"])("the settings of %s are taken", (profile) => {
  expect(() => refuseForeignOptions("train", optionsOf(profile))).not.toThrow();
  const without = { "gan.noise": 0, "gan.flipProbability": 0 };
  expect(() => refuseForeignOptions("train", optionsOf(profile, without))).not.toThrow();
});

test.each<[Partial<Settings>, string]>([
  [{ "gan.augmentation": "diffaugment" }, "gan.augmentation=diffaugment, expected none"],
  [{ "gan.augmentation": "ada" }, "gan.augmentation=ada, expected none"],
  [{ "gan.keep": "best" }, "gan.keep=best, expected last"],
  [{ "gan.noise": 0.3 }, "gan.noise=0.3, expected 0"],
  [{ "gan.flipProbability": 0.2 }, "gan.flipProbability=0.2, expected 0"],
  [{ "gan.criticSteps": 5 }, "gan.criticSteps=5, expected 1"],
  [{ "gan.penaltyEvery": 16 }, "gan.penaltyEvery=16, expected 1"],
  [{ "gan.smoothing": 0.1 }, "gan.smoothing=0.1, expected 0"],
  [{ "gan.patience": 3 }, "gan.patience=3, expected 0"],
  [{ "gan.historicalAveraging": 1 }, "gan.historicalAveraging=1, expected 0"],
  [{ "gan.referenceBatch": 16 }, "gan.referenceBatch=16, expected 0"],
])("%o is refused, not left out in silence", (set, text) => {
  expect(() => refuseForeignOptions("train", optionsOf("quick", set))).toThrow(text);
});

test("trainPggan() refuses them before any training", async () => {
  const task = tinyTask();
  await expect(trainPggan({ ...task, options: { ...task.options, criticSteps: 5 } })).rejects.toThrow(
    "Cannot train the PGGAN of tiny pggan: gan.criticSteps=5, expected 1: a growing pair is trained without. Leave gan.criticSteps out.",
  );
});
