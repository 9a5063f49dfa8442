import { expect, test } from "vitest";
import type { DeepValues } from "../../../lib/data/formats/image-format";
import { showBySet } from "../../../lib/data/formats/show-by-set";

const deep = (values: DeepValues) => ({ width: values.length, height: 1, channels: 1, deep: values });
const shown = (...set: DeepValues[]): number[][] =>
  showBySet(set.map(deep)).images.map(({ grey }) => [...grey]);

test.each([
  [255, 8],
  [256, 10],
  [1023, 10],
  [1024, 12],
  [4095, 12],
  [4096, 14],
  [16383, 14],
  [16384, 16],
  [65535, 16],
])("a set of 16-bit images whose largest value is %d is one of %d bits", (largest, bits) => {
  const white = 2 ** bits - 1;
  const grey = (v: number): number => Math.floor((v / white) * 255 + 0.5);
  expect(shown(Uint16Array.of(0, 100), Uint16Array.of(largest, 7))).toEqual([
    [0, grey(100)],
    [grey(largest), grey(7)],
  ]);
});

test("the range is that of all images, said in a note; images of 8 bits beside them stay as they are", () => {
  const plain = { width: 1, height: 1, channels: 1, grey: Uint8Array.of(9) };
  const { images, notes } = showBySet([deep(Uint16Array.of(4000)), plain, deep(Uint16Array.of(40))]);
  expect(images.map(({ grey }) => grey[0])).toEqual([249, 9, 2]);
  expect(images.map(({ range }) => range)).toEqual([
    "no value is above 4095, which becomes white; one range for all these images, found over those for the test too",
    undefined,
    "no value is above 4095, which becomes white; one range for all these images, found over those for the test too",
  ]);
  expect(notes).toEqual([
    "2 images of 16 bits: no value is above 4095, which becomes white; one range for all these images, found over those for the test too",
  ]);
  expect(showBySet([plain]).notes).toEqual([]);
  expect(showBySet([deep(Uint16Array.of(65535))]).notes).toEqual([]);
});

test.each([
  [Float32Array.of(0, 0.5, 1), [0, 128, 255]],
  [Float32Array.of(-1, 0, 1), [0, 128, 255]],
  [Float32Array.of(0, 100, 200), [0, 100, 200]],
  [Float32Array.of(NaN, 0, 1), [0, 0, 255]],
  [Float32Array.of(NaN, NaN), [0, 0]],
  [Float64Array.of(-1000, 0, 3000), [0, 64, 255]], // numpy.percentile([-1000, 0, 3000], [1, 99]) = -980, 2940
  [Float32Array.of(0, 0.01, 0.02), [0, 128, 255]], // too dark for 0 to 1
])("floating-point values %s", (values, grey) => {
  expect(shown(values)).toEqual([grey]);
});

test("a window that is given is that of floating-point and negative values", () => {
  const { images, notes } = showBySet([deep(Float32Array.of(-100, 40, 60, 900))], { center: 40, width: 80 });
  expect([...images[0]!.grey]).toEqual([0, 128, 191, 255]);
  expect(notes.join()).toMatch(/window 40\/80$/);
});

const doubts = (...set: DeepValues[]): (string | undefined)[] =>
  showBySet(set.map(deep)).images.map(({ doubt }) => doubt);
const ramp = (from: number, to: number, n = 100): Uint16Array =>
  Uint16Array.from({ length: n }, (_, i) => from + Math.round(((to - from) * i) / (n - 1)));
const little = /span less than an eighth of the range they share: .* data\.windowCenter/;

test("pictures that span little of the range that all share are doubted, zeros around them or not", () => {
  expect(doubts(ramp(0, 65535), ramp(0, 4095), ramp(0, 20000))).toEqual([
    undefined,
    expect.stringMatching(little),
    undefined,
  ]);
  const hounsfield = ramp(32768 - 1000, 32768 + 1500);
  expect(doubts(hounsfield, Uint16Array.of(0, 0, 0, ...hounsfield))).toEqual([
    expect.stringMatching(little),
    expect.stringMatching(little),
  ]);
  expect(doubts(ramp(8192 - 1024, 8192 + 3071))).toEqual([
    expect.stringMatching(/begin far above black: .* data\.windowCenter/),
  ]);
  expect(doubts(ramp(0, 4095), ramp(200, 4000), new Uint16Array(9).fill(7))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("floating-point pictures of two scales are doubted", () => {
  const reals = (most: number): Float32Array => Float32Array.from({ length: 100 }, (_, i) => (i * most) / 99);
  expect(doubts(reals(1), reals(255))).toEqual([expect.stringMatching(little), undefined]);
});

test("where a window is set, or a few marks make the range, no picture is doubted", () => {
  const set = [ramp(0, 65535), ramp(0, 4095)].map(deep);
  for (const { doubt } of showBySet(set, { center: 2048, width: 4096 }).images) expect(doubt).toBeUndefined();
  const marked = [ramp(0, 4000, 3000), Uint16Array.of(...ramp(0, 4000, 3000), 65535)];
  expect(doubts(...marked)).toEqual([undefined, undefined]);
});
