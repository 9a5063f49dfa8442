import { expect, test } from "vitest";
import {
  classCounts,
  intensities,
  isKaggleHeadCt,
  meanImages,
  oneNearestNeighbour,
  preprocess,
  shortcuts,
  sizes,
  type Label,
} from "../../lib/data";
import { datasetOf, madeSet } from "./made-dataset";

const slice = (grey: Uint8Array, label: Label = 0) => ({ grey, label, width: 16, height: 16 });

test("classCounts() and sizes() count what is there", async () => {
  const { dataset } = await madeSet(3, 5);
  expect(classCounts(dataset)).toEqual([
    { label: 0, name: "normal", images: 3 },
    { label: 1, name: "hemorrhage", images: 5 },
  ]);
  const mixed = datasetOf([
    { grey: new Uint8Array(6), width: 2, height: 3, label: 0, channels: 4 },
    { grey: new Uint8Array(6), width: 2, height: 3, label: 1 },
    { grey: new Uint8Array(5), width: 5, height: 1, label: 1 },
  ]);
  const { rows, ...range } = sizes(mixed);
  expect(range).toEqual({ distinct: 2, width: [2, 5], height: [1, 3] });
  expect(rows[0]).toEqual({ id: "i0", class: "normal", width: 2, height: 3, channels: 4 });
});

test("intensities() weighs slices alike, whatever their size", () => {
  const [normal, bleed] = intensities(
    datasetOf([
      { grey: Uint8Array.of(100), width: 1, height: 1, label: 0 },
      { grey: Uint8Array.of(0, 0, 40, 0), width: 2, height: 2, label: 0 },
      { grey: Uint8Array.of(200), width: 1, height: 1, label: 1 },
      { grey: Uint8Array.of(202), width: 1, height: 1, label: 1 },
    ]),
  );
  expect(normal).toMatchObject({ name: "normal", mean: 55, lowest: 10, highest: 100, black: 0.375 });
  expect(normal?.sd).toBeCloseTo(Math.sqrt(45 ** 2 * 2), 12);
  expect(normal?.histogram.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(normal?.histogram[12]).toBeCloseTo(0.5, 12);
  expect(bleed).toMatchObject({ name: "hemorrhage", mean: 201, sd: Math.SQRT2 });
});

test("meanImages() averages each class and subtracts normal from hemorrhage", async () => {
  const flat = (value: number, label: Label) => slice(new Uint8Array(256).fill(value), label);
  const pre = await preprocess(datasetOf([flat(0, 0), flat(255, 0), flat(255, 1)]), { size: 2 });
  const { means, differences } = meanImages(pre);
  expect(means.map((m) => [m.name, ...m.pixels])).toEqual([
    ["normal", 0, 0, 0, 0],
    ["hemorrhage", 1, 1, 1, 1],
  ]);
  expect(differences.map((d) => [...d.pixels])).toEqual([[1, 1, 1, 1]]);
});

test("shortcuts() flags what tells the classes and nothing else", () => {
  const sided = (side: number, label: Label, value: number) => ({
    grey: new Uint8Array(side * side).fill(value),
    width: side,
    height: side,
    label,
  });
  const set = datasetOf(
    Array.from({ length: 40 }, (_, i) =>
      sided(i < 20 ? 3 + (i % 3) : 5 + (i % 3), i < 20 ? 0 : 1, 50 + (i % 20)),
    ),
  );
  const rows = shortcuts(set);
  expect(rows.filter((r) => r.flagged).map((r) => r.attribute)).toEqual(["image area"]);
  expect(rows.find((r) => r.attribute === "image area")?.auc).toBeGreaterThan(0.9);
  expect(rows.find((r) => r.attribute === "mean intensity")?.auc).toBe(0.5);
  expect(rows.find((r) => r.attribute === "channels of the file")).toMatchObject({
    auc: 0.5,
    visible: false,
  });
});

test("shortcuts() takes the patient for the unit: ten slices of each of two patients per class show nothing", () => {
  const value = [40, 90, 60, 110]; // of a patient; the classes are 0, 0, 1, 1
  const slices = Array.from({ length: 40 }, (_, i) => ({
    grey: new Uint8Array(16).fill(value[i % 4]! + (i % 10)),
    width: 4,
    height: 4,
    label: (i % 4 < 2 ? 0 : 1) as Label,
  }));
  const intensityOf = (grouped: boolean) => {
    const set = datasetOf(slices);
    const named = set.slices.map((one, i) => (grouped ? { ...one, group: `patient ${i % 4}` } : one));
    return shortcuts({ ...set, slices: named }).find((r) => r.attribute === "mean intensity")!;
  };
  expect(intensityOf(false).flagged).toBe(true);
  const ofPatients = intensityOf(true);
  expect(ofPatients.auc).toBe(intensityOf(false).auc);
  expect(ofPatients.flagged).toBe(false);
  expect([ofPatients.low < 0.3, ofPatients.high > 0.9]).toEqual([true, true]);
});

test("oneNearestNeighbour() leaves each image out, and barred pairs", async () => {
  const flat = (value: number, label: Label) => slice(new Uint8Array(256).fill(value), label);
  const pre = await preprocess(
    datasetOf([flat(0, 0), flat(10, 0), flat(100, 1), flat(115, 1), flat(125, 0)]),
    { size: 2 },
  );
  // nearest: 0-1, 1-0, 2-3, 3-4 (wrong), 4-3 (wrong)
  expect(oneNearestNeighbour(pre)).toEqual({ correct: 3, n: 5, accuracy: 0.6 });
  expect(oneNearestNeighbour(pre, { without: [{ a: "i4", b: "i3" }] })).toEqual({
    correct: 4,
    n: 5,
    accuracy: 0.8,
  });
});

test("isKaggleHeadCt() is false for anything else", async () => {
  expect(isKaggleHeadCt((await madeSet(2, 2)).dataset)).toBe(false);
});
