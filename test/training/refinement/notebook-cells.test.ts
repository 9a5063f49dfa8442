import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Notebook {
  readonly cells: readonly {
    readonly source: readonly string[];
    readonly metadata: { readonly tags?: string[] };
  }[];
}

test.each([
  ["simgan", "network", "lib/models/simgan.ts", "simgan"],
  ["simgan", "loss", "lib/training/refinement/simgan-losses.ts", "simgan-losses"],
  ["cyclegan", "network", "lib/models/cyclegan.ts", "cyclegan"],
  ["cyclegan", "loss", "lib/training/refinement/cyclegan-losses.ts", "cyclegan-losses"],
])("the notebook related/%s holds the %s of %s in a cell, word by word", (notebook, tag, file, mark) => {
  const { cells } = JSON.parse(readFileSync(`notebooks/related/${notebook}.ipynb`, "utf8")) as Notebook;
  const [, rest = ""] = readFileSync(file, "utf8").split(`// [${mark}]\n`);
  const text = rest.split(`\n// [/${mark}]`)[0]!.replace(/^export /m, "");
  const texts = cells
    .filter(({ metadata }) => metadata.tags?.includes(tag))
    .map(({ source }) => source.join(""));
  expect(text.length).toBeGreaterThan(100);
  expect(texts.some((cell) => cell.includes(text))).toBe(true);
});
