import { describe, expect, test } from "vitest";
import { cutText, createMimeBundle } from "../../../lib/kernel/run/mime-bundle";

describe("mimeBundle()", () => {
  const display = Symbol.for("Jupyter.display");

  test("shows a value as text, and by its own method, also a promised one", async () => {
    expect(await createMimeBundle({ a: 1 })).toEqual({ "text/plain": "{ a: 1 }" });
    const own = {
      [display]: () => Promise.resolve({ "image/svg+xml": "<svg/>", "text/plain": "a picture" }),
    };
    expect(await createMimeBundle(own)).toEqual({ "image/svg+xml": "<svg/>", "text/plain": "a picture" });
  });

  test("sends bytes as base64", async () => {
    const picture = { [display]: () => ({ "image/png": new Uint8Array([1, 2, 255]), "text/plain": "" }) };
    expect(await createMimeBundle(picture)).toEqual({ "image/png": "AQL/", "text/plain": "" });
  });

  test.each([5n, { a: 5n }, Object.assign([], { toJSON: () => 5n })])(
    "refuses what is no JSON: %o",
    async (data) => {
      const value = { [display]: () => ({ "text/html": data }) };
      await expect(createMimeBundle(value)).rejects.toThrow(
        "Cannot show the value: its text/html is no JSON",
      );
    },
  );

  test.each(["text", 5, null, undefined])("takes %o for no forms", async (bundle) => {
    const value = Object.assign(() => 1, { [display]: () => bundle });
    expect(Object.keys(await createMimeBundle(value))).toEqual(["text/plain"]);
  });

  test("cuts what is too long, and says so", () => {
    expect(cutText("x".repeat(200_010))).toMatch(/x\n\.\.\. 10 more characters are not shown$/);
    expect(cutText("short")).toBe("short");
  });
});
