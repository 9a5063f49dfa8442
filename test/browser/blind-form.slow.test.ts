import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeBlindForm } from "../../lib/figures/blind-form";
import { blindReading } from "../../lib/quality/blind/blind-reading";
import { readAnswers } from "../../lib/quality/blind/read-answers";
import { browserPrograms, launchBrowser, type Page } from "./browser";

const programs = browserPrograms();
const images = (n: number, value: number) => ({
  size: 2,
  pixels: Float32Array.from({ length: 4 * n }, (_, i) => value + (i >> 2) / 10),
});

interface OpenForm {
  readonly page: Page;
  /** Opens the form, or loads it again. */
  open(): Promise<unknown>;
  /** Saves the answers as a reader does. @returns what is read from the file */
  save(): Promise<ReturnType<typeof readAnswers>>;
}

/** A form of six images in a browser; no error may occur in its page. */
async function withForm(use: (form: OpenForm) => Promise<void>): Promise<void> {
  if (programs === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "graft-blind-"));
  const browser = await launchBrowser(programs);
  try {
    const classes = [{ name: "normal", heldOut: images(3, -1), samples: images(3, 0.2) }];
    const reading = blindReading(classes, { n: 3, seed: 1 });
    const path = (...parts: string[]): string => join(folder, ...parts);
    const files = await writeBlindForm({ dataName: "phantom", path }, reading);
    const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
    const errors: unknown[] = [];
    page.on("pageerror", (error) => errors.push(error));
    const open = (): Promise<unknown> => page.goto(`file://${files.form}`);
    await open();
    await use({
      page,
      open,
      save: async () => {
        await page.evaluate("URL.createObjectURL = (blob) => { window.saved = blob.text(); return '#'; }");
        await page.click("#save");
        mkdirSync(files.answers, { recursive: true });
        writeFileSync(join(files.answers, "answers.csv"), (await page.evaluate("window.saved")) as string);
        return readAnswers(files.answers, reading);
      },
    });
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(programs === undefined)("a blind reading's form", () => {
  test(
    "answers given in a browser outlive a reload and come back as they were given",
    () =>
      withForm(async ({ page, open, save }) => {
        await page.evaluate('document.getElementById("reader").value = \'Dr "Q", 2\'');
        await page.click('fieldset:nth-of-type(1) input[value="real"]');
        await page.click('fieldset:nth-of-type(4) input[value="synthetic"]');
        await open();
        expect(await page.evaluate('document.getElementById("count").textContent')).toBe("2 of 6 answered");
        expect(await save()).toEqual([
          {
            reader: 'Dr "Q", 2',
            kinds: ["real", undefined, undefined, "synthetic", undefined, undefined],
          },
        ]);
      }),
    60_000,
  );

  test(
    "an answer can be taken back by mouse and keyboard, and is saved as none",
    () =>
      withForm(async ({ page, open, save }) => {
        const count = (): Promise<unknown> =>
          page.evaluate('document.getElementById("count").textContent.split(" ")[0]');
        const buttons = (): Promise<unknown> =>
          page.evaluate(
            '[...document.querySelectorAll(".clear")].flatMap((b, i) => getComputedStyle(b).visibility === "visible" ? [i + 1] : [])',
          );
        expect(await buttons()).toEqual([]);
        for (const n of [1, 2, 3, 4]) await page.click(`fieldset:nth-of-type(${n}) input[value="real"]`);
        expect(await buttons()).toEqual([1, 2, 3, 4]);
        await page.keyboard.press("Delete"); // the last answer
        expect(await count()).toBe("3");
        await page.click("fieldset:nth-of-type(2) .clear");
        expect(await count()).toBe("2");
        await page.click('fieldset:nth-of-type(3) input[value="real"]');
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter"); // its button
        expect(await count()).toBe("1");
        await page.keyboard.press("ArrowRight"); // the keyboard's place is still at image 3: an arrow answers it
        expect(await count()).toBe("2");
        await page.keyboard.press("Backspace");
        await open();
        expect(await buttons()).toEqual([1]);
        const kinds = ["real", undefined, undefined, undefined, undefined, undefined];
        expect(await save()).toEqual([{ reader: "reader", kinds }]);
      }),
    60_000,
  );
});
