import { expect, it } from "vitest";
import { wrapText } from "../../lib/figures/figure";

it("wrapText() breaks between words only", () => {
  expect(wrapText("aa bb cc ddddddd", 5)).toEqual(["aa bb", "cc", "ddddddd"]);
});
