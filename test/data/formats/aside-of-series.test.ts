import { expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { listFiles } from "../../../lib/data/folders/list-files";
import { asideOfSeries } from "../../../lib/data/formats/aside-of-series";
import { made, table } from "../made-folder";
import { dicom } from "./made-medical";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const file = (kind: string, series?: string, i = 0): Buffer =>
  dicom({
    width: 4,
    height: 3,
    modality: "CT",
    kind,
    ...(series === undefined ? {} : { series }),
    values: range(12).map((v) => 7 * v + i - 40),
  });
const slice = (i: number): Buffer => file("ORIGINAL\\PRIMARY\\AXIAL", "Head 5.0", i);
const scout = file("ORIGINAL\\PRIMARY\\LOCALIZER");
const dose = file("DERIVED\\SECONDARY\\DOSE_INFO");

test.each([
  ["ORIGINAL\\PRIMARY\\LOCALIZER", undefined, "scouts"],
  ["ORIGINAL\\PRIMARY\\LOCALIZER\\CT_SOM5 TOP", undefined, "scouts"],
  ["ORIGINAL\\PRIMARY\\AXIAL", "Topogram 0.6 T20f", "scouts"],
  ["DERIVED\\SECONDARY\\DOSE_INFO", undefined, "dose reports and screen captures"],
  ["DERIVED\\SECONDARY\\SCREEN SAVE", undefined, "dose reports and screen captures"],
  ["ORIGINAL\\SECONDARY\\OTHER\\CT_SOM5 PROT", undefined, "dose reports and screen captures"],
  ["DERIVED\\SECONDARY", "Dose Report", "dose reports and screen captures"],
  ["DERIVED\\SECONDARY", "Patient Protocol", "dose reports and screen captures"],
  ["ORIGINAL\\PRIMARY\\AXIAL", "LOW DOSE CHEST", undefined],
  ["ORIGINAL\\PRIMARY\\AXIAL", undefined, undefined],
  ["DERIVED\\SECONDARY", undefined, undefined],
])("%s of the series %s: %s", (kind, series, aside) => {
  expect(asideOfSeries(file(kind, series))).toBe(aside);
});

test("an image type is found without a preamble and with implicit kinds", () => {
  const values = range(12);
  const bare = dicom({ width: 4, height: 3, values, isBare: "implicit", series: "Scout" });
  expect(asideOfSeries(bare)).toBe("scouts");
});

test("scouts and dose reports beside slices are left out with a note and a row", async () => {
  const patients = range(20).flatMap((i) => {
    const place = `${i % 2 ? "tumor" : "normal"}/p${i}`;
    return [
      [`${place}/IM0.dcm`, scout],
      [`${place}/IM1.dcm`, slice(i)],
      [`${place}/IM2.dcm`, dose],
    ] as const;
  });
  const { slices, warnings, reading } = await readFolder(made(Object.fromEntries(patients)), {
    positive: "auto",
  });
  expect(slices.map(({ source }) => source.slice(-7))).toEqual(range(20).map(() => "IM1.dcm"));
  const said = /^40 DICOM images that are no slices \(scouts, dose reports and screen captures\)/;
  expect(warnings.filter((note) => said.test(note))).toHaveLength(1);
  expect(reading.filter(({ what, value }) => what === "left out" && said.test(value))).toHaveLength(1);
  expect(reading[0]!.how).toBe("20 images, 40 other DICOM images");
});

test("a series of scouts beside others of a patient is left out; a class of them and a set of them stay", () => {
  const images = (files: Readonly<Record<string, Buffer>>): readonly string[] =>
    listFiles(made(files)).images;
  expect(images({ "yes/p1/1/a.dcm": scout, "yes/p1/2/a.dcm": slice(0) })).toEqual(["yes/p1/2/a.dcm"]);
  const many = Object.fromEntries(
    range(10).flatMap((i) => [
      [`set/scout/${i}.dcm`, scout],
      [`set/axial/${i}.dcm`, slice(i)],
    ]),
  );
  expect(images(many)).toHaveLength(20);
  expect(images({ "a/1.dcm": scout, "b/2.dcm": scout })).toHaveLength(2);
  expect(images({ "scout/1.dcm": scout, "axial/2.dcm": slice(0) })).toHaveLength(2);
});

test("DICOM in colour of a grey modality is named where nothing says that it is a report", async () => {
  const report = dicom({
    width: 2,
    height: 2,
    modality: "CT",
    kind: "DERIVED\\SECONDARY",
    photometric: "RGB",
    samples: 3,
    values: range(12).map((v) => 20 * v),
  });
  const folder = made({
    "labels.csv": table(21),
    ...Object.fromEntries(range(20).map((i) => [`${i}.dcm`, slice(i)])),
    "20.dcm": report,
  });
  const { warnings } = await readFolder(folder, { positive: "auto" });
  expect(warnings.join("\n")).toMatch(/1 image are DICOM in colour of a modality that is grey: .*: 20\.dcm/);
});

test("rows of a table that name scouts have no image, and the message says why", async () => {
  const folder = made({
    "labels.csv": table(21),
    ...Object.fromEntries(range(20).map((i) => [`${i}.dcm`, slice(i)])),
    "20.dcm": scout,
  });
  await expect(readFolder(folder, { positive: "auto" })).rejects.toThrow(
    /1 of 21 labels have no image: "20" \(line 22\); 1 scout or report \(20\.dcm\) are left out.*data\.missing=skip/,
  );
});
