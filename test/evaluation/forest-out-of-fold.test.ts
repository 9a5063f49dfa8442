import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { progressFile, stream } from "../../lib/core";
import { forestOutOfFold } from "../../lib/evaluation/forest-out-of-fold";
import { suspectedLabels } from "../../lib/evaluation/suspected-labels";
import { datasetOf } from "../data/made-dataset";
import { labels, pixels, size } from "./bright-thirds";

test("forestOutOfFold() and suspectedLabels() find wrong labels among three, and no right ones", () => {
  const wrong = ["i7", "i20", "i33", "i46"];
  const said = labels.map((label, i) => (wrong.includes(`i${i}`) ? (label + 1) % 3 : label));
  const slices = said.map((label) => ({ grey: new Uint8Array(1), width: 1, height: 1, label }));
  const dataset = { ...datasetOf(slices), classes: ["upper", "middle", "lower"], positive: undefined };
  const preprocessed = { dataset, size, pixels, fingerprint: "", steps: [] };
  const predictions = forestOutOfFold(
    preprocessed,
    slices.map((_, i) => `g${i}`),
    1,
  );
  const found = suspectedLabels(predictions, ["forest"]).map(({ id }) => id);
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(wrong).toEqual(expect.arrayContaining(found));
});

test("forestOutOfFold() of a thousand images says how far it is", () => {
  const random = stream(1, "thousand");
  const [n, size] = [1000, 2];
  const slices = Array.from({ length: n }, (_, i) => {
    return { grey: new Uint8Array(1), width: 1, height: 1, label: i % 2 };
  });
  const pixels = random.normals(n * size * size).map((v, at) => v + 3 * (Math.floor(at / size ** 2) % 2));
  const preprocessed = { dataset: datasetOf(slices), size, pixels, fingerprint: "", steps: [] };
  const file = join(mkdtempSync(join(tmpdir(), "graft-forest-")), "lines");
  process.env[progressFile] = file;
  const answers = forestOutOfFold(
    preprocessed,
    slices.map((_, i) => `g${i}`),
    1,
  );
  delete process.env[progressFile];
  expect(answers.flatMap((a) => a.predictions)).toHaveLength(n);
  const lines = readFileSync(file, "utf8").trim().split("\n");
  expect(lines).toHaveLength(50);
  expect(lines.at(-1)).toMatch(/^trees of random forests {2}1000\/1000 .* in all$/);
});
