import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blindForm, writeBlindForm } from "../../lib/figures/blind-form";
import { blindReading } from "../../lib/quality/blind/blind-reading";

const images = (n: number, value: number) => ({
  size: 2,
  pixels: Float32Array.from({ length: 4 * n }, (_, i) => value + (i >> 2) / 10),
});
const reading = blindReading([{ name: "normal", heldOut: images(5, -1), samples: images(5, 0.2) }], {
  n: 5,
  seed: 1,
});

test("the form shows every image and depends on nothing of the key", async () => {
  const page = await blindForm(reading, "my <set>");
  expect(page.match(/<fieldset>/g)).toHaveLength(10);
  expect(page.match(/aria-label="Clear the answer to image \d+"/g)).toHaveLength(10);
  expect(page).toContain("my &lt;set&gt;");
  const key = reading.key.map((entry, i) => ({
    ...reading.key[9 - i]!,
    class: "secret",
    index: entry.index + 7,
  }));
  expect(await blindForm({ ...reading, key }, "my <set>")).toBe(page);
});

test("it loads nothing from elsewhere", async () => {
  expect(await blindForm(reading, "x")).not.toMatch(/(src|href)="(?!data:)/);
});

test("form and key are written apart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "graft-blind-"));
  try {
    const files = await writeBlindForm(
      { dataName: "x", path: (...parts) => join(folder, ...parts) },
      reading,
    );
    expect(readFileSync(files.form, "utf8")).toContain(`data-set="${reading.set}"`);
    expect(files.key.startsWith(join(files.answers, "/"))).toBe(false);
    const written = JSON.parse(readFileSync(files.key, "utf8")) as { images: unknown[] };
    expect(written.images[2]).toEqual({ image: 3, ...reading.key[2] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
