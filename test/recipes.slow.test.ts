import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../lib/core";
import { workingCopy, type Ran, type WorkingCopy } from "./mutations/working-copy";
import { followRecipes, recipeTitles } from "./recipes";

// The recipes of lib/README.md, followed literally on a copy of the project: what they promise to follow does follow.

let copy: WorkingCopy;
let notebooks: Ran;

beforeAll(async () => {
  copy = workingCopy();
  const read = (file: string): string => readFileSync(join(root(), file), "utf8");
  for (const [file, text] of followRecipes(read("lib/README.md"), recipeTitles, read))
    writeFileSync(join(copy.folder, file), text);
  notebooks = await copy.execute("01", "02", "03");
}, 600_000);

afterAll(() => copy.remove());

const evaluate = (code: string): Promise<Ran> => copy.run("-e", `(async () => { ${code} })()`);

test("the metric is measured, recorded with its references and shown in notebook 03", () => {
  expect(notebooks.code, notebooks.output).toBe(0);
  const read = (file: string): string => readFileSync(join(copy.folder, "outputs/test-smoke", file), "utf8");
  const { samples } = JSON.parse(read("metrics.json")) as { samples: Record<string, number>[] };
  expect(samples).toHaveLength(2);
  for (const sample of samples) {
    const [trained, best, worst] = ["", "Floor", "Untrained"].map((key) => sample[`meanImageDistance${key}`]);
    expect(trained).toBeGreaterThan(0);
    expect(best).toBeLessThan(worst ?? 0); // other phantoms have nearly the same mean, noise has another
  }
  expect(read("notebooks/03-inspect-samples.ipynb")).toContain("distance between the mean images");
});

test("the arm is part of a study", async () => {
  const args = ["--profile", "smoke", "--set", "data.images=80", "--plan"];
  const { output } = await evaluate(
    `await require("./lib/runner/commands/study").main(${JSON.stringify(args)});`,
  );
  expect(output).toMatch(/2 folds x 1 repeat x 1 seed: 22 trials/);
});

test("tests of what derives from the tables pass as they are", async () => {
  const files = ["test/evaluation/leaks", "test/quality", "test/data/formats", "test/data/read"];
  const { failed, passed, output } = await copy.failing(...files);
  expect(failed, output).toEqual([]);
  expect(passed).toBeGreaterThan(20);
});

test("the format is read from a folder", async () => {
  const header = "P7\nWIDTH 40\nHEIGHT 30\nDEPTH 1\nMAXVAL 255\nTUPLTYPE GRAYSCALE\nENDHDR\n";
  for (let i = 0; i < 20; i++) {
    const folder = join(copy.folder, "slices", i % 2 === 0 ? "normal" : "hemorrhage");
    const pixels = Uint8Array.from({ length: 40 * 30 }, (_, k) => (k * (i + 1)) % 256);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${i}.pam`), Buffer.concat([Buffer.from(header), pixels]));
  }
  const { output } = await evaluate(`
    const { readFolder } = require("./lib/data/read-folder");
    const { slices } = await readFolder("slices", { positive: "auto" });
    const found = slices.find((slice) => slice.grey[1] === 3);
    console.log(slices.length, found.width, found.height, [...found.grey.subarray(0, 4)].join());`);
  expect(output).toContain("20 40 30 0,3,6,9");
});
