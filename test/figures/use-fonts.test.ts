import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { useFonts } from "../../lib/figures/use-fonts";

it("useFonts() points the font library at a file that is there", () => {
  expect(existsSync(useFonts())).toBe(true);
  expect(process.env["FONTCONFIG_FILE"]).toBe(useFonts());
});
