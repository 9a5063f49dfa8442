import { expect, it } from "vitest";
import { contactSheet } from "../../lib/figures";
import { textWidth } from "../../lib/figures/text-width";
import { embedded } from "./embedded";
import { drawFigure } from "./recipes";
import { flat } from "./requests";

const classOf = (name: string, ids: readonly string[], isPositive = false) => ({
  name,
  isPositive,
  count: 20,
  ids,
});
const two = {
  ...flat([-1, 0, 1], 80),
  classes: [classOf("normal", ["a", "b"]), classOf("tumor", ["c"], true)],
};

it("contactSheet() shows a line per class with its name, counts and which is positive, and each image's id", async () => {
  const { svg, data } = await drawFigure(contactSheet(two, { n: 40 }));
  expect((await embedded(svg)).map((rows) => [rows[0]![0], rows[0]!.at(-1)])).toEqual([
    [0, 128],
    [255, 255],
  ]);
  const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map((m) => m[1]);
  expect(texts).toEqual(
    expect.arrayContaining([
      "normal: 2 of 20 images",
      "tumor: 1 of 20 images (the positive class)",
      ...["a", "b", "c"],
    ]),
  );
  expect(data).toEqual([
    { class: "normal", id: "a" },
    { class: "normal", id: "b" },
    { class: "tumor", id: "c" },
  ]);
});

it("contactSheet() cuts long names and ids so that they fit; the ends of ids stay, and the data hold them whole", async () => {
  const id = "train/normal/a-very-long-name-of-a-study_0017";
  const classes = [classOf("W".repeat(60), [id, id]), classOf("tumor", ["c"])];
  const { svg, data } = await drawFigure(contactSheet({ ...two, classes }, { n: 40 }));
  const texts = [...svg.matchAll(/font-size="([\d.]+)"[^>]*>([^<>]+)<\/text>/g)];
  const shown = texts.find(([, , text]) => text!.endsWith("_0017"))![2]!;
  expect(textWidth(shown, 10)).toBeLessThanOrEqual(80);
  expect(shown).toMatch(/^….*study_0017$/);
  for (const [, size, text] of texts) expect(textWidth(text!, Number(size))).toBeLessThanOrEqual(696);
  expect(data[0]).toEqual({ class: "W".repeat(60), id });
});

it("contactSheet() says data set, n and seed, and is at most 720 pixels wide with eight images a line", async () => {
  const ids = Array.from({ length: 8 }, (_, i) => `image-${i}`);
  const images = flat(
    ids.map(() => 0),
    80,
  );
  const { subtitle, png } = await drawFigure(
    contactSheet({ ...images, classes: [classOf("a", ids)] }, { n: 40 }),
  );
  expect(subtitle).toMatch(/^phantom · n = 40 · seed 7 · /);
  expect(png.readUInt32BE(16)).toBeLessThanOrEqual(720);
});
