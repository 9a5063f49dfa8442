import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDicom } from "dicom-parser";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readJson } from "../../../lib/core";
import { dicom, readDicom } from "../../../lib/data/formats/dicom";
import { imageSet } from "../../../lib/data/image-set";
import { pixelHash } from "../../../lib/data/pixel-bytes";
import { exportSamples } from "../../../lib/report";
import type { ExportableSamples, Provenance } from "../../../lib/report/export/provenance";
import { openTestRun } from "../recorded";

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), "export-"))));
afterEach(() => rmSync(out, { recursive: true }));

function samplesOf(name: string, refusals: readonly string[]): ExportableSamples {
  const pixels = Float32Array.from({ length: 2 * 4 }, (_, k) => k / 4 - 1);
  return {
    name,
    samples: imageSet("synthetic", {
      foldId: "f",
      seen: ["i1"],
      ids: ["a", "b"],
      labels: [0, 0],
      size: 2,
      pixels,
    }),
    gan: {
      hash: name === "hemorrhage" ? "ab".repeat(32) : "cd".repeat(32),
      trainIds: ["i1"],
      seed: 1,
      steps: 5,
      spec: "small",
      loss: "cross-entropy",
      penalty: "off",
    },
    train: imageSet("train", {
      foldId: "f",
      seen: ["i1"],
      ids: ["i1"],
      labels: [0],
      size: 2,
      pixels: new Float32Array(4),
    }),
    verdict: "cannot tell from 1 held-out image",
    memorisation: { finding: "shows signs", sentence: "shows signs: x", refusals },
  };
}
const classes = [
  samplesOf("normal, left", []),
  samplesOf("hemorrhage", ["2 of 2 samples copy training images."]),
];

test("exportSamples() writes images, labels and their origin, and leaves out by default what copies", async () => {
  const run = openTestRun(out);
  const lines = await exportSamples(run, classes);
  expect(lines[0]).toMatch(/^normal, left: 2 images in .*samples/);
  expect(lines[1]).toMatch(
    /^hemorrhage: not exported\. 2 of 2 samples copy .* \{ despiteRefusals: true \}\.$/,
  );
  expect(existsSync(run.path("samples", "hemorrhage"))).toBe(false);
  const files = readdirSync(run.path("samples", "normal, left")).sort();
  expect(files).toEqual(["00000.png", "00001.png"]);
  const { data } = await sharp(run.path("samples", "normal, left", "00001.png"))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([128, 159, 191, 223]);
  expect(readFileSync(run.path("samples", "labels.csv"), "utf8").split("\n")).toEqual([
    "file,label",
    '"normal, left/00000.png","normal, left"',
    '"normal, left/00001.png","normal, left"',
    "",
  ]);
});

test("exportSamples() writes a refused class when told to, and its origin names the reasons", async () => {
  const run = openTestRun(out);
  const lines = await exportSamples(run, classes, { despiteRefusals: true });
  expect(lines[1]).toMatch(/^hemorrhage: 2 images/);
  const { classes: written } = readJson<{
    classes: { class: string; memorisation: { refusals: string[] } }[];
  }>(run.path("samples", "provenance.json"), "");
  expect(written.map((c) => c.memorisation.refusals.length)).toEqual([0, 1]);
});

test("exportSamples() says in a DICOM header what drew the image, and of which classes' images", async () => {
  const run = openTestRun(out, { set: { "samples.format": "dicom" } });
  const [one] = classes;
  const drawnBy = async (gan: Partial<ExportableSamples["gan"]>): Promise<string> => {
    await exportSamples(run, [{ ...one!, gan: { ...one!.gan, ...gan } }]);
    const file = run.path("samples-dicom", "normal, left", "00000.dcm");
    return parseDicom(readFileSync(file)).string("x00082111") ?? "";
  };
  expect(await drawnBy({})).toMatch(
    /^Drawn by a generative adversarial network .* class normal, left; Graft/,
  );
  const diffusion = {
    classes: ["normal, left", "hemorrhage"],
    diffusion: { width: 8, steps: 5, guidance: 0 },
  };
  expect(await drawnBy(diffusion)).toMatch(
    /^Drawn by a diffusion model .* of 2 classes, as class normal, left; Graft/,
  );
});

test("exportSamples() writes nothing where every class is refused, and removes what an earlier run wrote", async () => {
  const run = openTestRun(out);
  await exportSamples(run, classes.slice(0, 1));
  await exportSamples(run, classes.slice(1));
  expect(existsSync(run.path("samples"))).toBe(false);
});

test("exportSamples() writes where each image came from, for programs and for persons, and no folder of this machine", async () => {
  const run = openTestRun(out, {
    data: join(out, "head ct"),
    set: { "data.images": 80, "gan.epochs": 7, "quality.features": out },
  });
  await exportSamples(run, classes, { despiteRefusals: true });
  const text = readFileSync(run.path("samples", "provenance.json"), "utf8");
  const sheet = readFileSync(run.path("samples", "datasheet.md"), "utf8");
  for (const words of [text, sheet]) expect(words).not.toContain(out);
  const provenance = JSON.parse(text) as Provenance;
  expect(provenance.settings).toMatchObject({ "gan.epochs": 7, "data.size": 32 });
  expect(provenance.command).toContain("--data 'head ct' --seed 1 --set data.images=80 --set gan.epochs=7");
  const [first] = provenance.classes;
  expect(first).toMatchObject({
    class: "normal, left",
    generator: "cd".repeat(32),
    trainedOn: { images: 1, pixels: pixelHash(classes[0]!.train) },
    discarded: "every image as it was drawn, none left out.",
  });
  for (const fact of [
    "cd".repeat(32),
    pixelHash(classes[0]!.train),
    "trained on 1 image",
    "cannot tell from 1",
  ])
    expect(sheet).toContain(fact);
  expect(sheet).toContain("**Exported although:** 2 of 2 samples copy training images.");
  expect(sheet).toContain("What they must not be used for");
});

test("a generator of both classes is said once, with what it saw, in the datasheet", async () => {
  const run = openTestRun(out);
  const gan = { ...classes[0]!.gan, classes: ["normal", "hemorrhage"], trainIds: ["i1", "i2", "i3"] };
  await exportSamples(
    run,
    [samplesOf("normal", []), samplesOf("other", [])].map((c) => ({ ...c, gan })),
  );
  const sheet = readFileSync(run.path("samples", "datasheet.md"), "utf8");
  expect(sheet).toContain("2 + 2 images hold no more than the 3 they were made of");
  expect(sheet).toContain("trained on 3 images of this data set, of 2 classes");
});

test("exportSamples() writes DICOM that Graft reads again as the same grey values, beside PNG or alone", async () => {
  const both = openTestRun(out, { set: { "samples.format": "both" } });
  const lines = await exportSamples(both, classes, { despiteRefusals: true });
  expect(lines[0]).toMatch(/samples[/\\]normal, left and .*samples-dicom[/\\]normal, left$/);
  const file = both.path("samples-dicom", "normal, left", "00001.dcm");
  const read = await readDicom(readFileSync(file));
  expect([...read.values]).toEqual([128, 159, 191, 223]);
  const shown = await dicom.decode(readFileSync(file), undefined);
  expect("grey" in shown && [...shown.grey]).toEqual([128, 159, 191, 223]);
  const groups = await Promise.all(
    ["normal, left/00000", "normal, left/00001", "hemorrhage/00000"].map(
      async (name) => (await readDicom(readFileSync(both.path("samples-dicom", `${name}.dcm`)))).group,
    ),
  );
  expect(groups[0]).toBe(groups[1]); // of one generator
  expect(groups[0]).not.toBe(groups[2]);
  expect(readFileSync(both.path("samples-dicom", "labels.csv"), "utf8")).toContain(
    "hemorrhage/00000.dcm,hemorrhage",
  );
  const alone = openTestRun(out, { set: { "samples.format": "dicom" } });
  await exportSamples(alone, classes);
  expect(existsSync(alone.path("samples"))).toBe(false);
  expect(readdirSync(alone.path("samples-dicom")).sort()).toEqual([
    "datasheet.md",
    "labels.csv",
    "normal, left",
    "provenance.json",
  ]);
});

test("exportSamples() keeps to the run's folder, whatever a class is called", async () => {
  const run = openTestRun(out);
  await exportSamples(run, [samplesOf("../../outside", [])]);
  const folders = readdirSync(run.path("samples"), { withFileTypes: true }).filter((f) => f.isDirectory());
  expect(folders.map(({ name }) => name)).toEqual(["--..-outside"]);
});
