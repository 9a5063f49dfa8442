import { expect, it } from "vitest";
import { meanImageGrid } from "../../lib/figures";
import { embedded } from "./embedded";
import { drawFigure } from "./recipes";

const image = (name: string, value: number) => ({ name, pixels: new Float32Array(4).fill(value) });

it("meanImageGrid() sets two means and their difference in one line, three in a line of their own", async () => {
  const lines = async (count: number) => {
    const means = Array.from({ length: count }, (_, i) => image(`class ${i}`, -1));
    const differences = (count === 2 ? [1] : means).map((_, i) => image(`difference ${i}`, 1));
    const { svg, data } = await drawFigure(meanImageGrid({ means, differences }, { n: 8 }));
    return { pictures: await embedded(svg), notes: data.map((row) => row["note"]) };
  };
  const two = await lines(2);
  expect(two.pictures).toHaveLength(1);
  expect(two.notes).toEqual(["class 0", "class 1", "difference 0"]);
  const three = await lines(3);
  expect(three.pictures.map((rows) => rows[0]?.[0])).toEqual([0, 255]);
});
