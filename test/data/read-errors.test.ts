import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError } from "../../lib/core";
import { readFolder, type Dataset } from "../../lib/data";
import { encoded, grey, images, kaggle, made } from "./made-folder";

const reading = (data: string): Promise<Dataset> => readFolder(data, { positive: "auto" });

test("readFolder() names a missing folder, a file, an empty folder and a folder without images or labels", async () => {
  const folder = made({});
  await expect(reading(join(folder, "nowhere"))).rejects.toThrow(/nowhere: no such folder.*--data phantom/);
  await expect(reading(folder)).rejects.toThrow(/the folder is empty/);
  const file = made({ "a.txt": "x" });
  await expect(reading(join(file, "a.txt"))).rejects.toThrow(/it is a file/);
  await expect(reading(file)).rejects.toThrow(
    /none of its 1 file is an image \(a\.txt\), expected PNG, JPEG, TIFF, DICOM, .* files/,
  );
  const bare = await images(20, (i) => `${i}.png`);
  await expect(reading(made(bare))).rejects.toThrow(
    /no labels for its 20 images.*labels\.csv.*data\/README\.md/,
  );
  await expect(reading(made({ ...bare, "x.csv": "when,where\n1,2\n" }))).rejects.toThrow(
    /it has x\.csv with "when", "where"/,
  );
  for (const text of [
    "Export of May;;\n\nimage;label\n1.png;0\n",
    "# made by hand\nimage\tlabel\n1.png\t0\n",
  ])
    await expect(reading(made({ ...bare, "x.csv": text }))).rejects.toThrow(
      /line of headings of x\.csv stands further down, delete the lines above it/,
    );
  const texts = Object.fromEntries(
    Object.keys(bare).map((name) => [`labels/${name.replace("png", "txt")}`, "0 0.5"]),
  );
  await expect(reading(made({ ...(await images(20, (i) => `images/${i}.png`)), ...texts }))).rejects.toThrow(
    /no labels for its 20 images.*not read from a text per image, as labels\/0\.txt: write them as labels\.csv/,
  );
  await expect(
    reading(made(await images(20, (i) => `${i % 2 ? "normal" : "tumor"}_${i}.png`))),
  ).rejects.toThrow(/no labels for its 20 images.*--set data\.labelPattern='\(normal\|tumor\)\[\^\/\]\*\$'/);
  await expect(reading(folder)).rejects.toThrow(InputError);
});

test("readFolder() lists labels without an image: five, then a count", async () => {
  const files = await kaggle();
  const text = `${String(files["labels.csv"])}${[20, 21, 22, 23, 24, 25].map((i) => `${i},0`).join("\n")}\n`;
  await expect(reading(made({ ...files, "labels.csv": text }))).rejects.toThrow(
    /6 of 26 labels have no image: "20" \(line 22\), "21" \(line 23\).*"24" \(line 26\) and 1 more, expected an image file for each id\. Add/,
  );
});

test("readFolder() lists every unusable image with what is wrong with it", async () => {
  const whole = await encoded(
    Uint8Array.from({ length: 10000 }, (_, i) => (i * 7919) % 251),
    [100, 100, 1],
  );
  const wide = await encoded(new Uint8Array(40000), [20000, 2, 1]);
  const files = {
    ...(await kaggle()),
    "head_ct/head_ct/001.png": new Uint8Array(),
    "head_ct/head_ct/003.png": "no image at all",
    "head_ct/head_ct/004.png": whole.subarray(0, whole.length / 2),
    "head_ct/head_ct/005.png": whole.subarray(0, 20),
    "head_ct/head_ct/011.png": wide,
  };
  const error: unknown = await reading(made(files)).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InputError);
  const { message } = error as Error;
  expect(message).toContain("5 of 20 cannot be used: head_ct/head_ct/001.png is empty (0 bytes)");
  expect(message).toContain("003.png is no PNG, JPEG, TIFF");
  expect(message).toContain("004.png is cut off or damaged");
  expect(message).toContain("005.png is cut off or damaged");
  expect(message).toContain("011.png is 20000x2 pixels");
  expect(message).toMatch(/expected whole PNG.*at most 8192 pixels wide and high\. Replace these files/);
});

test.each(["jpeg", "tiff"] as const)("read() notices a cut-off %s", async (format) => {
  const values = Uint8Array.from({ length: 10000 }, (_, i) => (i * 7919) % 251);
  const whole = await encoded(values, [100, 100, 1], format);
  const files = {
    ...(await kaggle()),
    "head_ct/head_ct/002.png": whole.subarray(0, Math.floor(whole.length * 0.6)),
  };
  await expect(reading(made(files))).rejects.toThrow(/002\.png is cut off or damaged/);
});

test("read() refuses other formats behind a .png name", async () => {
  const svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
  await expect(reading(made({ ...(await kaggle()), "head_ct/head_ct/002.png": svg }))).rejects.toThrow(
    /002\.png is a SVG image, which is not read/,
  );
});

test("read() names a label that few images have, with its lines", async () => {
  const files = await kaggle(30);
  const text = String(files["labels.csv"]).replace("\n7,1\n", "\n7,maybe\n");
  const empty = text.replace("\n9,1\n", "\n9,\n");
  await expect(reading(made({ ...files, "labels.csv": empty }))).rejects.toThrow(
    /1 image has an empty label: labels\.csv line 11, expected a label for each/,
  );
  await expect(reading(made({ ...files, "labels.csv": text }))).rejects.toThrow(
    /too few images of "maybe" \(1: labels\.csv line 9\); there are "0" \(15\), "1" \(14\), "maybe" \(1\).*at least 10 images per class.*Correct these labels/,
  );
});

test("read() names one id with two labels, and one id that fits two images", async () => {
  const files = await kaggle();
  await expect(
    reading(made({ ...files, "labels.csv": `${String(files["labels.csv"])}3,0\n` })),
  ).rejects.toThrow(
    /"3" is "1" \(line 5\) and "0" \(line 22\), expected one image, one label and one group per id/,
  );
  await expect(reading(made({ ...files, "more/3.png": await grey(3) }))).resolves.toBeDefined();
  await expect(
    reading(
      made({
        ...files,
        "a/44.png": await grey(3),
        "b/44.png": await grey(4),
        "labels.csv": `${String(files["labels.csv"])}44,0\n`,
      }),
    ),
  ).rejects.toThrow(/"44" \(line 22\) fits a\/44\.png, b\/44\.png/);
});

test("read() names a single class, and classes of fewer than 10 images", async () => {
  const files = await kaggle();
  const ones = String(files["labels.csv"]).replace(/,0/g, ",1");
  await expect(reading(made({ ...files, "labels.csv": ones }))).rejects.toThrow(
    /every image has the label "1" \(20\), expected two classes or more/,
  );
  await expect(reading(made(await images(12, (i) => `yes/${i}.png`)))).rejects.toThrow(
    /every image has the label "yes" \(12\)/,
  );
  const few = { ...(await images(9, (i) => `yes/${i}.png`)), ...(await images(12, (i) => `no/${i}.png`)) };
  await expect(reading(made(few))).rejects.toThrow(
    /too few images of "yes" \(9: yes\/0\.png, .*expected at least 10 images per class/,
  );
});

test("read() names sub-folders that are parts of a split, and a third folder of few images", async () => {
  const parts = {
    ...(await images(10, (i) => `train/${i}.png`)),
    ...(await images(10, (i) => `test/${i}.png`)),
  };
  await expect(reading(made(parts))).rejects.toThrow(/sub-folders test, train are parts of a split/);
  const classes = {
    ...(await images(10, (i) => `yes/${i}.png`)),
    ...(await images(11, (i) => `no/${i}.png`)),
    ...(await images(4, (i) => `other/${i}.png`)),
  };
  await expect(reading(made(classes))).rejects.toThrow(/too few images of "other" \(4: other\/0\.png/);
});

test("read() names a table that is not CSV, and two tables of labels", async () => {
  const files = await kaggle();
  await expect(reading(made({ ...files, "labels.csv": 'id,hemorrhage\n"0,1\n1' }))).rejects.toThrow(
    /labels\.csv: .*Quote/,
  );
  const { "labels.csv": text = "", ...rest } = files;
  await expect(reading(made({ ...rest, "a.csv": text, "b.csv": text }))).rejects.toThrow(
    /a\.csv and b\.csv both hold labels.*labels\.csv/,
  );
});
