import { expect, test } from "vitest";
import { askAboutPlaces } from "../../../lib/data/tables/ask-about-places";

const isNamed = (folder: string, patient: string): boolean => folder === `p${patient}`;
const ask = (...files: readonly string[]): string | undefined =>
  askAboutPlaces(new Map([["7", files]]), isNamed);

test("one patient's folders in several places are asked about", () => {
  expect(ask("before/p7/a.png", "after/p7/a.png")).toBe(
    '"7" fits images in before/p7, after/p7: taken as one patient each; if they are several, write the folders into the ids (before/p7)',
  );
});

test.each([
  ["one place", ["p7/a.png", "p7/b.png"]],
  ["kinds of pictures", ["T1/p7/a.png", "T2/p7/a.png"]],
  ["parts of a split and visits", ["train/p7/a.png", "test/p7/a.png", "visit 2/p7/a.png"]],
  ["folders below the patient's", ["p7/before/a.png", "p7/after/a.png"]],
])("%s are no question", (_, files) => {
  expect(ask(...files)).toBeUndefined();
});

test("folders of several sites are refused: each counts its own patients", () => {
  expect(() => ask("site A/p7/a.png", "site B/p7/a.png")).toThrow(/in site A\/p7, site B\/p7: each site/);
});
