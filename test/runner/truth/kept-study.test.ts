import { expect, test, vi } from "vitest";
import { writeJson } from "../../../lib/core";
import { findArm } from "../../../lib/evaluation";
import { keepStudy, readKeptStudy, truthStudyKey } from "../../../lib/runner/truth/kept-study";
import { studySettings } from "../../../lib/study/study-settings";
import { temporary } from "../../data/made-folder";

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

test("readKeptStudy() returns a study of the same key alone, and says which is done again", () => {
  const [folder, key] = [temporary(), truthStudyKey(inputs)];
  const said = vi.spyOn(console, "log").mockReturnValue();
  const judged = { comparisons: [], external: undefined, single: { a: 0.5 } };
  expect(readKeptStudy(folder, key)).toBeUndefined();
  keepStudy(folder, key, judged);
  expect(readKeptStudy(folder, key)).toEqual({ comparisons: [], single: { a: 0.5 } });
  expect(said).not.toHaveBeenCalled();
  expect(readKeptStudy(folder, truthStudyKey({ ...inputs, seed: 2 }))).toBeUndefined();
  writeJson(`${folder}/judged.json`, judged); // of code that wrote no key
  expect(readKeptStudy(folder, key)).toBeUndefined();
  expect(said.mock.calls.flat().map(String)).toEqual([
    expect.stringMatching(/other images, settings, seed or code: it is done again$/),
    expect.stringMatching(/done again$/),
  ]);
  said.mockRestore();
});
