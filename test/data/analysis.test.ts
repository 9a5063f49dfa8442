import { expect, test } from "vitest";
import {
  classCounts,
  duplicates,
  intensities,
  isKaggleHeadCt,
  meanImages,
  oneNearestNeighbour,
  phantom,
  preprocess,
  shortcuts,
  sizes,
  type Label,
} from "../../lib/data";
import { stream } from "../../lib/core";
import { datasetOf, madeSet } from "./made-dataset";

type Turn = (x: number, y: number) => readonly [number, number];
const noise = (seed: number, side = 16): Uint8Array => {
  const random = stream(seed, "test");
  return Uint8Array.from({ length: side * side }, () => random.integer(256));
};
const turned = (grey: Uint8Array, turn: Turn): Uint8Array =>
  grey.map((_, i) => {
    const [x, y] = turn(i % 16, Math.floor(i / 16));
    return grey[y * 16 + x] ?? 0;
  });
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
  const { means, difference } = meanImages(pre);
  expect(means.map((m) => [m.name, ...m.pixels])).toEqual([
    ["normal", 0, 0, 0, 0],
    ["hemorrhage", 1, 1, 1, 1],
  ]);
  expect([...difference]).toEqual([1, 1, 1, 1]);
});

test("duplicates() finds planted copies: equal, noisy, brighter, and in all eight orientations", async () => {
  const base = noise(1);
  const turns: readonly (readonly [string, Turn])[] = [
    ["mirrored", (x, y) => [15 - x, y]],
    ["upside down", (x, y) => [x, 15 - y]],
    ["turned by 180 degrees", (x, y) => [15 - x, 15 - y]],
    ["mirrored at the diagonal", (x, y) => [y, x]],
    ["turned by 90 degrees", (x, y) => [15 - y, x]],
    ["turned by 270 degrees", (x, y) => [y, 15 - x]],
    ["mirrored at the other diagonal", (x, y) => [15 - y, 15 - x]],
  ];
  const copies = [base, base.map((v) => v * 0.8 + 20), ...turns.map(([, turn]) => turned(base, turn))];
  for (const [i, copy] of copies.entries()) {
    const pre = await preprocess(datasetOf([slice(base), slice(noise(2)), slice(copy, 1)]), { size: 16 });
    const [pair, ...rest] = duplicates(pre);
    expect(rest).toEqual([]);
    expect(pair).toMatchObject({ a: "i0", b: "i2", exact: i === 0, sameLabel: false });
    expect(pair?.score).toBeGreaterThan(0.999);
    const turn = turns[i - 2]?.[0];
    if (turn !== undefined) expect([turn, swap(turn)]).toContain(pair?.orientation);
  }
});

/** Whether b is turned to lie on a, or a on b: a quarter turn's inverse is three quarters. */
const swap = (turn: string): string =>
  turn === "turned by 90 degrees"
    ? "turned by 270 degrees"
    : turn === "turned by 270 degrees"
      ? "turned by 90 degrees"
      : turn;

test("duplicates() tells exact copies from rescaled ones, sorts by likeness and ignores even images", async () => {
  const base = noise(3);
  const larger = Uint8Array.from({ length: 32 * 32 }, (_, i) => base[(i >> 6) * 16 + ((i % 32) >> 1)] ?? 0);
  const set = datasetOf([
    slice(base),
    { grey: larger, width: 32, height: 32, label: 0 },
    slice(base),
    slice(new Uint8Array(256).fill(9)),
    slice(new Uint8Array(256).fill(8)),
  ]);
  const pairs = duplicates(await preprocess(set, { size: 16 }));
  expect(pairs.map(({ a, b, exact }) => `${a}${b}${exact}`).sort()).toEqual([
    "i0i1false",
    "i0i2true",
    "i1i2false",
  ]);
  expect(pairs.map((p) => p.score)).toEqual(pairs.map((p) => p.score).sort((x, y) => y - x));
});

test("duplicates() finds the phantom's planted copies and hardly anything else", async () => {
  const clean = duplicates(await preprocess(phantom({ images: 24, seed: 5 }), { size: 32 }));
  const planted = duplicates(
    await preprocess(phantom({ images: 24, seed: 5, nearDuplicates: 0.5 }), { size: 32 }),
  );
  expect(clean.length).toBeLessThanOrEqual(1);
  expect(planted.length).toBeGreaterThan(clean.length + 3);
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
