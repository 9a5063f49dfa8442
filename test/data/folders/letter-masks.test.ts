import { expect, test } from "vitest";
import { dataSource } from "../../../lib/data";
import { encoded, made } from "../made-folder";

const side = 16;
const numbers = Array.from({ length: 10 }, (_, i) => i);
const classes = ["normal", "tumor"];
type Format = "png" | "jpeg";

/** A square picture of one channel. */
const picture = (value: (x: number, y: number) => number, format: Format = "png", size = side) => {
  const values = Uint8Array.from({ length: size * size }, (_, i) => value(i % size, Math.floor(i / size)));
  return encoded(values, [size, size, 1], format);
};
const scan = (i: number) => picture((x, y) => (x * 13 + y * 7 + i * 31) % 256);
const disc = (i: number, format?: Format, size?: number) =>
  picture((x, y) => (x >= 4 && x < 12 && y >= i && y < i + 6 ? 255 : 0), format, size);

/** Ten images of each class, and a file for each whose name is that of the image with an ending. */
async function folder(
  maskEnding: string,
  mask: (i: number) => Promise<Buffer>,
  image: (i: number) => Promise<Buffer> = scan,
): Promise<Record<string, Buffer>> {
  const files = classes.flatMap((name, k) =>
    numbers.flatMap((i) => [
      [`${name}/${i}.png`, image(10 * k + i)] as const,
      [`${name}/${i}${maskEnding}`, mask(i)] as const,
    ]),
  );
  return Object.fromEntries(
    await Promise.all(files.map(async ([file, content]) => [file, await content] as const)),
  );
}
const read = (files: Record<string, Buffer>) =>
  dataSource(made(files)).read({ images: 200, seed: 1, positive: "auto" });

test.each([
  ["_m.png", "png"],
  ["-M.png", "png"],
  [" m.jpg", "jpeg"],
  ["_s.png", "png"],
] as const)(
  "files called 0%s beside 0.png, of two levels, are masks, and a note says so",
  async (end, format) => {
    const { slices, warnings, reading } = await read(await folder(end, (i) => disc(i, format)));
    expect(slices).toHaveLength(20);
    expect(slices.find(({ source }) => source === "normal/3.png")?.maskFiles).toEqual([`normal/3${end}`]);
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^20 files taken for masks by the last letter of their names and two levels of grey/,
      ),
    );
    expect(reading).toContainEqual(expect.objectContaining({ what: "left out", value: "20 masks" }));
    expect(reading).toContainEqual(expect.objectContaining({ what: "look at", value: "20 files" }));
  },
);

test("empty masks are masks beside others that are not", async () => {
  const files = await folder("_m.png", (i) => (i % 2 === 0 ? picture(() => 0) : disc(i)));
  expect((await read(files)).slices).toHaveLength(20);
});

const masks = () => folder("_m.png", disc);
test.each([
  [
    "one of them has no image beside it",
    async () => ({ ...(await masks()), "normal/other_m.png": await disc(1) }),
    41,
  ],
  [
    "one is of another size",
    async () => ({ ...(await masks()), "normal/3_m.png": await disc(3, "png", 18) }),
    40,
  ],
  ["one has many levels of grey", async () => ({ ...(await masks()), "tumor/3_m.png": await scan(77) }), 40],
  ["all are empty", () => folder("_m.png", () => picture(() => 0)), 40],
  ["their images have two levels, too", () => folder("_m.png", disc, (i) => disc(i % 9)), 40],
  [
    "one shows lit points, as a marker does",
    async () => ({
      ...(await masks()),
      "tumor/3_m.png": await picture((x, y) => (y === 2 && x < 5 ? 255 - 40 * x : 0)),
    }),
    40,
  ],
  ["the letter stands for something else", () => folder("_l.png", disc), 40],
] as const)("files called 0_m.png stay images where %s", async (_, files, n) => {
  const { slices } = await read(await files());
  expect(slices).toHaveLength(n);
  expect(slices.every(({ maskFiles }) => maskFiles === undefined)).toBe(true);
});

test("two such files are images", async () => {
  const files = Object.entries(await masks());
  const two = ["normal/1_m.png", "tumor/2_m.png"];
  const few = files.filter(([file]) => !file.endsWith("_m.png") || two.includes(file));
  expect((await read(Object.fromEntries(few))).slices).toHaveLength(22);
});
