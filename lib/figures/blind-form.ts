import { writeAtomic, writeJson } from "../core";
import type { BlindReading } from "../quality/blind/blind-reading";
import { Html, html } from "./html";
import { pictureRow } from "./picture-row";
import { blindFormScript, blindFormStyle } from "./blind-form-script";

/** Files of a blind reading in the run folder. */
export interface BlindFiles {
  /** To be opened in a browser, and sent to readers: it holds everything it needs, and not the key. */
  readonly form: string;
  /** What each image is. Not for readers. */
  readonly key: string;
  /** Where the form's answers are to be put. */
  readonly answers: string;
}

/**
 * Writes the form of a blind reading, `blind/form.html`, and its key apart from it, `blind-key.json`. The form shows one
 * image after the other in a grid, keeps answers in the browser, and saves them as a CSV file for the folder `blind`.
 * @param run whose folder it goes to
 */
export async function writeBlindForm(
  run: { readonly dataName: string; path(...parts: string[]): string },
  reading: BlindReading,
): Promise<BlindFiles> {
  const files = {
    form: run.path("blind", "form.html"),
    key: run.path("blind-key.json"),
    answers: run.path("blind"),
  };
  writeAtomic(files.form, await blindForm(reading, run.dataName));
  writeJson(files.key, {
    set: reading.set,
    images: reading.key.map((entry, i) => ({ image: i + 1, ...entry })),
  });
  return files;
}

/** The form as one page without links to other files. */
export async function blindForm({ set, images, key }: BlindReading, dataName: string): Promise<string> {
  const items = await Promise.all(key.map(async (_, i) => blindItem(i + 1, await picture(images, i))));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Real or synthetic? ${dataName}</title>
        <style>
          ${new Html(blindFormStyle)}
        </style>
      </head>
      <body data-set="${set}">
        <h1>Real or synthetic?</h1>
        <p>
          ${key.length} images of ${dataName}, in random order. Some are real, some were made by a generator.
          Say of each which it is; leave out what you cannot say (<i>clear</i>, or the key Delete, takes an
          answer back). Answers stay in this browser until you save them.
        </p>
        <p>
          <label>Your name or initials <input id="reader" autocomplete="off" /></label>
        </p>
        <main>${items}</main>
        <p class="bar">
          <span id="count" role="status"></span>
          <button id="save" type="button">Save the answers</button>
        </p>
        <script>
          ${new Html(blindFormScript)};
        </script>
      </body>
    </html> `;
  return page.markup;
}

function blindItem(number: number, svg: string): Html {
  const choice = (value: string): Html =>
    html`<label><input type="radio" name="${number}" value="${value}" /> ${value}</label>`;
  return html`<fieldset>
    <legend>${number}</legend>
    <svg viewBox="0 0 100 100" role="img" aria-label="image ${number}">${new Html(svg)}</svg>
    ${choice("real")} ${choice("synthetic")}
    <button type="button" class="clear" aria-label="Clear the answer to image ${number}">clear</button>
  </fieldset>`;
}

/** An image as an SVG element of 100 units, every pixel a sharp square. */
async function picture(images: BlindReading["images"], index: number): Promise<string> {
  const row = await pictureRow(images, [index], 1, 0, 0);
  return row.replace(/width="\d+" height="\d+"/, 'width="100" height="100"');
}
