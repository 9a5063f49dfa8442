import { describe, expect, it } from "vitest";
import { formatInterval, formatNumber, formatPercent } from "../../lib/figures/format-number";

describe("numbers", () => {
  it("formatNumber() keeps what matters of a number", () => {
    const texts = [
      0,
      22,
      4870785,
      0.7727,
      12.345,
      791.4,
      0.0312,
      0.00042,
      3e-7,
      -0.0312,
      285123199.4,
      NaN,
    ].map((x) => formatNumber(x));
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
      "285,123,199",
      "NaN",
    ]);
  });

  it("formatInterval() and formatPercent() write a value as papers do", () => {
    expect(formatInterval(17 / 22, 0.5656, 0.8988)).toBe("0.77 (0.57–0.90)");
    expect(formatInterval(0.9995, 0.9991, 0.9998)).toBe("1.000 (0.999–1.000)");
    expect(formatInterval(1, 1, 1)).toBe("1.00 (1.00–1.00)");
    expect(formatInterval(0.0001, -0.0001, 0.0002)).toBe("+0.0001 (−0.0001 to +0.0002)");
    expect(formatInterval(0.1, -0.0001, 0.2)).toBe("+0.10 (+0.00 to +0.20)");
    expect(formatPercent(0.7651, 2)).toBe("76.51\u00a0%");
  });
});
