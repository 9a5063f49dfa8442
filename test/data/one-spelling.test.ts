import { expect, test } from "vitest";
import { oneSpelling } from "../../lib/data/one-spelling";

test.each([
  ["P01", "p01", "P-1", "P 1", "p_001"],
  ["7", "7.0", "7,0", "007"],
  ["N\u00e9", "Ne\u0301", "n\u00e9"],
  ["Huber, Max", "huber max", "HUBER_MAX"],
])("%s is one patient in every spelling", (first, ...others) => {
  expect(oneSpelling([first, undefined, ...others])).toEqual([first, undefined, ...others.map(() => first)]);
});

test("other names are other patients", () => {
  const names = [
    "1_12",
    "11_2",
    "112",
    "P1",
    "P10",
    "P1a",
    "1.5",
    "15",
    "--",
    "++",
    "1.2.840.1",
    "1.2.840.10",
    "2.1",
    "2.10",
    "202401010000000001",
    "202401010000000002",
    "0x10",
    "16",
    "1e3",
    "1000",
    "-16",
  ];
  expect(oneSpelling(names)).toEqual(names);
});
