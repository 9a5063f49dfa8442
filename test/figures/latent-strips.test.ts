import { expect, test } from "vitest";
import { latentStrips, timeLapse } from "../../lib/figures";
import { embedded } from "./embedded";
import { drawFigure } from "./recipes";
import { flat } from "./requests";

test("latentStrips() draws each strip in its order", async () => {
  const strips = [
    { label: "normal", images: flat([-1, 0, 1]) },
    { label: "hemorrhage", images: flat([1, 0, -1]) },
  ];
  const { svg, subtitle } = await drawFigure(latentStrips(strips, { n: "72 training images" }));
  const lines = await embedded(svg);
  expect(lines.map((rows) => [rows[0]![0], rows[0]!.at(-1)])).toEqual([
    [0, 255],
    [255, 0],
  ]);
  expect(subtitle).toBe("phantom · 72 training images · seed 7");
});

test("timeLapse() draws one line per epoch of each class, or says that nothing was kept", async () => {
  const moments = [1, 20].map((epoch) => ({ epoch, images: flat([0, 0]) }));
  const { data } = await drawFigure(timeLapse([{ name: "normal", moments }], { n: "3 images" }));
  expect([...new Set(data.map(({ row }) => row))]).toEqual(["normal, epoch 1", "normal, epoch 20"]);
  expect(timeLapse([{ name: "normal", moments: [] }], { n: "3" })).toMatch(/^No time-lapse/);
});
