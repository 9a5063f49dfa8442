import { existsSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { formatInterval, formatPercent, formatNumber } from "../../lib/figures";
import { escapeHtml } from "../../lib/figures/escape-html";
import { wrapText } from "../../lib/figures/figure";
import { family, useFonts } from "../../lib/figures/use-fonts";
import { renderPng } from "../../lib/figures/render-png";
import { textWidth } from "../../lib/figures/text-width";

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

describe("drawn()", () => {
  it("drawn() draws letters, not a box for each", async () => {
    expect((await renderPng(line("AAAA"))).equals(await renderPng(line("####")))).toBe(false);
  });

  it("drawn() uses the project's own font: letters are as wide as its tables say", async () => {
    for (const text of ["WWWW", "iiii", "0.73 (0.52)"]) {
      const [left, right] = await extent(line(`|${text}|`));
      const stroke = textWidth("|", 40);
      expect(Math.abs(right - left - (textWidth(text, 40) + stroke))).toBeLessThan(6);
    }
  });

  it("useFonts() points the font library at a file that is there", () => {
    expect(existsSync(useFonts())).toBe(true);
    expect(process.env["FONTCONFIG_FILE"]).toBe(useFonts());
  });
});

describe("textWidth()", () => {
  it("textWidth() is the font's own: W of DejaVu Sans is 2025 of 2048 units, i 569, bold W 2259", () => {
    expect(textWidth("W", 2048)).toBe(2025);
    expect(textWidth("i", 2048)).toBe(569);
    expect(textWidth("W", 2048, true)).toBe(2259);
  });

  it("textWidth() adds letters up and knows those beyond ASCII", () => {
    expect(textWidth("Wi", 2048)).toBe(2025 + 569);
    expect(textWidth("–", 2048)).toBe(1024);
    expect(textWidth("", 12)).toBe(0);
  });
});

describe("numbers", () => {
  it("short() keeps what matters of a number", () => {
    const texts = [0, 22, 4870785, 0.7727, 12.345, 791.4, 0.0312, 0.00042, 3e-7, -0.0312, NaN].map((x) =>
      formatNumber(x),
    );
    expect(texts).toEqual([
      "0",
      "22",
      "4,870,785",
      "0.77",
      "12.3",
      "791",
      "0.031",
      "0.0004",
      "3e-7",
      "−0.031",
      "NaN",
    ]);
  });

  it("interval() and percent() write a value as papers do", () => {
    expect(formatInterval(17 / 22, 0.5656, 0.8988)).toBe("0.77 (0.57–0.90)");
    expect(formatPercent(0.7651, 2)).toBe("76.51\u00a0%");
  });

  it("escaped() leaves no letter that HTML would read", () => {
    expect(escapeHtml(`<a href="x">&'`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  });

  it("wrapped() breaks between words only", () => {
    expect(wrapText("aa bb cc ddddddd", 5)).toEqual(["aa bb", "cc", "ddddddd"]);
  });
});
