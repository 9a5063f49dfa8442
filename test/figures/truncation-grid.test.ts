import { expect, test } from "vitest";
import { truncationGrid } from "../../lib/figures";
import { drawFigure } from "./recipes";
import { flat } from "./requests";

test("truncationGrid() says of each scale how many different images there are, beside the real ones", async () => {
  const rows = [0.5, 1].map((scale) => ({ scale, images: flat([0, 0, 0]), different: 10 * scale }));
  const figure = await drawFigure(truncationGrid([{ name: "normal", n: 3, real: 12.34, rows }], 2));
  expect([...new Set(figure.data.map(({ row }) => row))]).toEqual([
    "normal, z x 0.5: 5 different (real images 12.3)",
    "normal, z x 1: 10 different (real images 12.3)",
  ]);
  expect(figure.data).toHaveLength(4);
  expect(figure.subtitle).toContain("3 images per line");
});
