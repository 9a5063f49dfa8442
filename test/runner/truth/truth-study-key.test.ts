import { expect, test, vi } from "vitest";
import { findArm } from "../../../lib/evaluation";
import { truthStudyKey } from "../../../lib/runner/truth/truth-study-key";
import { studySettings } from "../../../lib/study/study-settings";

const inputs = {
  dataset: { fingerprint: "f" },
  chosen: [1, 2],
  seed: 1,
  settings: studySettings("quick", {}),
};

test("truthStudyKey() changes with the data, the images, the seed and any setting", () => {
  const others = [
    { ...inputs, dataset: { fingerprint: "g" } },
    { ...inputs, chosen: [1, 3] },
    { ...inputs, seed: 2 },
    { ...inputs, settings: studySettings("quick", { "classifier.epochs": 3 }) },
  ];
  expect(new Set([inputs, ...others].map(truthStudyKey)).size).toBe(5);
  expect(truthStudyKey({ ...inputs })).toBe(truthStudyKey(inputs));
});

test("truthStudyKey() changes with the text of an arm that the study trains", () => {
  const before = truthStudyKey(inputs);
  const spy = vi.spyOn(findArm("oversampled"), "images"); // another function, with another text
  expect(truthStudyKey(inputs)).not.toBe(before);
  spy.mockRestore();
  expect(truthStudyKey(inputs)).toBe(before);
});
