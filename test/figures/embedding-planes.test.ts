import { expect, it } from "vitest";
import { embeddingPlanes } from "../../lib/figures";
import { drawFigure } from "./recipes";

it("embeddingPlanes() takes the first points for real images and each label for its class", async () => {
  const embedding = { values: Float64Array.from([0, 1, 2, 3, 4, 5]), n: 3, dim: 2 };
  const figure = await drawFigure(
    embeddingPlanes(
      [{ name: "pixels", embedding, trustworthiness: 0.934, perplexity: 20 }],
      { real: { labels: [1, 0] }, synthetic: { labels: [1] } },
      ["normal", "hemorrhage"],
    ),
  );
  expect(figure.data.map(({ x, y, label, source }) => [x, y, label, source])).toEqual([
    [0, 1, "hemorrhage", "real"],
    [2, 3, "normal", "real"],
    [4, 5, "hemorrhage", "synthetic"],
  ]);
  expect(figure.svg).toContain("trustworthiness 0.93");
  expect(figure.subtitle).toContain("2 real + 1 synthetic");
  expect(figure.subtitle).toContain("perplexity 20");
});
