import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { renderPng } from "../../lib/figures/render-png";
import { textWidth } from "../../lib/figures/text-width";
import { family } from "../../lib/figures/use-fonts";

const line = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><text x="0" y="40" font-size="40" font-family="${family}">${text}</text></svg>`;

/** The leftmost and rightmost column with ink. */
async function extent(svg: string): Promise<[number, number]> {
  const { data, info } = await sharp(await renderPng(svg))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const columns = Array.from(data).flatMap((value, i) => (value < 128 ? [i % info.width] : []));
  return [Math.min(...columns), Math.max(...columns)];
}

describe("renderPng()", () => {
  it("renderPng() draws letters, not a box for each", async () => {
    expect((await renderPng(line("AAAA"))).equals(await renderPng(line("####")))).toBe(false);
  });

  it("renderPng() uses the project's own font: letters are as wide as its tables say", async () => {
    for (const text of ["WWWW", "iiii", "0.73 (0.52)"]) {
      const [left, right] = await extent(line(`|${text}|`));
      const stroke = textWidth("|", 40);
      expect(Math.abs(right - left - (textWidth(text, 40) + stroke))).toBeLessThan(6);
    }
  });
});
