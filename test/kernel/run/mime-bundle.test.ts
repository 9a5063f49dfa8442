import { describe, expect, test } from "vitest";
import { cut, mimeBundle } from "../../../lib/kernel/run/mime-bundle";

describe("mimeBundle()", () => {
  const display = Symbol.for("Jupyter.display");

  test("shows a value as text, and by its own method, also a promised one", async () => {
    expect(await mimeBundle({ a: 1 })).toEqual({ "text/plain": "{ a: 1 }" });
    const own = {
      [display]: () => Promise.resolve({ "image/svg+xml": "<svg/>", "text/plain": "a picture" }),
    };
    expect(await mimeBundle(own)).toEqual({ "image/svg+xml": "<svg/>", "text/plain": "a picture" });
  });

  test("sends bytes as base64", async () => {
    const picture = { [display]: () => ({ "image/png": new Uint8Array([1, 2, 255]), "text/plain": "" }) };
    expect(await mimeBundle(picture)).toEqual({ "image/png": "AQL/", "text/plain": "" });
  });

  test("cuts what is too long, and says so", () => {
    expect(cut("x".repeat(200_010))).toMatch(/x\n\.\.\. 10 more characters are not shown$/);
    expect(cut("short")).toBe("short");
  });
});
