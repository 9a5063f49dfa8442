import { expect, test } from "vitest";
import { matchInPaths } from "../../../lib/data/labels/match-in-paths";

const found = (files: readonly string[], pattern: string): string[] =>
  matchInPaths(files, {
    setting: "data.groupPattern",
    pattern,
    sought: "the patient",
    otherwise: "name the patients in a column `group` of labels.csv",
  });

test("the bracket that took part names the patient, and the whole match where there is no bracket", () => {
  expect(found(["p12_a.png", "p3_b.png"], String.raw`^(p\d+)_`)).toEqual(["p12", "p3"]);
  expect(found(["p12_a.png", "p3_b.png"], String.raw`^p\d+`)).toEqual(["p12", "p3"]);
  expect(found(["p12_a.png", "case7.png"], String.raw`^(p\d+)_|^(case\d+)`)).toEqual(["p12", "case7"]);
});

test.each([String.raw`^(p\d+)?`, String.raw`^(p\d*)`, String.raw`x*`])(
  "%s finds an empty name in q.png, which is nothing found",
  (pattern) => {
    expect(() => found(["p12_a.png", "q.png"], pattern)).toThrow(
      /Cannot use data\.groupPattern .*: it finds nothing in [12] of 2 paths: .*q\.png.*, expected a part of each path that names the patient/,
    );
  },
);
