import { expect, test } from "vitest";
import { settingsOfStudies } from "../../../lib/runner/truth/settings-of-studies";

test("settingsOfStudies() leaves out how the data set is read, and keeps all else", () => {
  const kept = { "data.size": 64, "data.grouping": "none", "gan.epochs": 3, "study.folds": 3 };
  const reading = {
    "data.positive": "pneumonia",
    "data.folder": "a",
    "data.images": 500,
    "data.window": "ct",
  };
  expect(settingsOfStudies({ ...reading, ...kept })).toEqual(kept);
});
