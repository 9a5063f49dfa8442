import { describe, expect, it } from "vitest";
import { textWidth } from "../../lib/figures/text-width";

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
