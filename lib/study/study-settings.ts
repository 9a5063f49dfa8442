import { fail, resolveSettings, type Profile, type Settings } from "../core";
import { armsOfStudy } from "../evaluation/arms-of-study";

/**
 * Settings in which a study differs from its profile: images that look like one scan stay together; all arms take the same
 * number of steps (no early stopping; the epoch is chosen by validation). `quick` judges the very generators of a `quick` run,
 * by a classifier that 70 trainings have time for: a ResNet-18 of about 100 steps.
 */
const changes: Readonly<Record<Profile, Readonly<Record<string, unknown>>>> = {
  smoke: {
    "data.grouping": "guessed",
    "gan.epochs": 2,
    "samples.count": 20,
    "classifier.filters": 8,
    "classifier.patience": 1000,
  },
  quick: {
    "data.grouping": "guessed",
    "classifier.depth": "18",
    "classifier.epochs": 25,
    "classifier.patience": 1000,
  },
  paper: { "data.grouping": "guessed", "classifier.patience": 1000 },
};

/** A study's changes of its profile, with the user's on top. */
export function studyChanges(
  profile: Profile,
  set: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return { ...changes[profile], ...set };
}

/**
 * The values of all settings in a study.
 * @throws InputError for what a study cannot do: it tests every image in turn, so it keeps no split that the data bring
 */
export function studySettings(profile: Profile, set: Readonly<Record<string, unknown>> = {}): Settings {
  const settings = resolveSettings(profile, studyChanges(profile, set));
  armsOfStudy(settings["study.arms"]); // refuses what it does not know
  if (settings["data.split"] === "given")
    fail(
      "keep the split that the data set brings in a study",
      "data.split=given",
      "folds, which test every image in turn",
      "Leave data.split out, or keep the split in the notebooks: npm run notebooks -- --set data.split=given.",
    );
  return settings;
}
