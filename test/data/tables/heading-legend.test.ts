import { describe, expect, test } from "vitest";
import { plainName, readLegend } from "../../../lib/data/tables/heading-legend";
import { plainHeading } from "../../../lib/data/tables/parse-table";

describe("the legend of a heading", () => {
  test.each([
    ["Normal (0/1)", "Normal"],
    ["Normal (yes/no)", "Normal"],
    ["Cancer? [y/n]", "Cancer?"],
    ["Normal 0/1", "Normal"],
    ["Fracture_Yes_No", "Fracture"],
    ["grade (0-4)", "grade"],
    ["Sex (M/F)", "Sex"],
    ["class (benign, malignant)", "class"],
  ])("%s only lists values, and is cut off", (heading, name) => {
    expect(readLegend(heading)).toEqual({ name, words: new Map() });
  });

  test.each([
    ["Hemorrhage (0=yes, 1=no)", "Hemorrhage", { 0: "yes", 1: "no" }],
    ["label (0 = hemorrhage; 1 = normal)", "label", { 0: "hemorrhage", 1: "normal" }],
    ["label: normal=0, tumor=1", "label", { 0: "normal", 1: "tumor" }],
    ["Diagnosis [M: malignant, B: benign]", "Diagnosis", { m: "malignant", b: "benign" }],
    ["state (0 healthy, 1 sick)", "state", { 0: "healthy", 1: "sick" }],
    ["Tumor 1=no", "Tumor", { 0: "yes", 1: "no" }],
    ["normal=0, tumor=1", "normal=0, tumor=1", { 0: "normal", 1: "tumor" }],
    ["Tumor (1=no)", "Tumor", { 0: "yes", 1: "no" }],
    ["label (0=tumor)", "label", { 0: "tumor", 1: "not tumor" }],
  ])("%s gives each value a word", (heading, name, words) => {
    expect(readLegend(heading)).toEqual({ name, words: new Map(Object.entries(words)) });
  });

  test.each(["size (mm)", "Bbox [x,y,w,h]", "OriginalImage[Width", "(0/1)", "hemorrhage_0"])(
    "%s has none",
    (heading) => {
      expect(readLegend(heading)).toEqual({ name: heading, words: new Map() });
    },
  );

  test("what may be a legend and is not understood is told", () => {
    expect(readLegend("label (coded 1 as in sheet B)").open).toBe("coded 1 as in sheet B");
  });

  test("is no part of the word that a heading is known by", () => {
    expect(plainHeading("Label (0=normal, 1=tumor)")).toBe("label");
  });
});

test.each([
  ["NoFinding", "no_finding"],
  ["IsNormal", "is_normal"],
  ["HealthyEye", "healthy_eye"],
  ["TumorFree", "tumor_free"],
  ["IntraCranial", "intracranial"],
])("%s is called %s", (heading, name) => {
  expect(plainName(heading)).toBe(name);
});
