import { expect, test } from "vitest";
import { profiles, resolveSettings } from "../../lib/core";
import { studyChanges, studySettings } from "../../lib/study/study-settings";

test.each([...profiles])(
  "a study of %s never stops an arm early, so that all take the same steps",
  (profile) => {
    const { "classifier.patience": patience, "classifier.epochs": epochs } = studySettings(profile);
    expect(patience).toBeGreaterThan(epochs);
  },
);

test("the user's changes come last, and paper keeps its numbers", () => {
  expect(studySettings("quick", { "gan.epochs": 7 })["gan.epochs"]).toBe(7);
  expect(studyChanges("quick", {})["gan.epochs"]).not.toBe(resolveSettings("quick")["gan.epochs"]);
  expect(studySettings("paper")).toEqual({
    ...resolveSettings("paper"),
    "data.grouping": "guessed",
    "classifier.patience": 1000,
  });
});
