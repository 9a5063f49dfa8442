import { readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { dataSource, phantom, read, type Dataset } from "../../lib/data";
import { resolveSettings } from "../../lib/core";
import { dicom } from "./formats/made-medical";
import { encoded, grey, images, kaggle, made, table } from "./made-folder";

const reading = (data: string, positive = "auto"): Promise<Dataset> =>
  dataSource(data).read({ images: 200, seed: 1, positive });
const three = (i: number): string => String(i).padStart(3, "0");
const labels = ({ slices }: Dataset): string => slices.map((s) => s.label).join("");

test("read() takes Kaggle's head-CT layout as it is: spaced heading, unpadded ids, two folders down", async () => {
  const data = await reading(made(await kaggle()));
  expect(data.classes).toEqual(["normal", "hemorrhage"]);
  expect(data.slices.map((s) => s.id)).toEqual(Array.from({ length: 20 }, (_, i) => three(i)));
  expect(labels(data)).toBe("11111111110000000000");
  expect(data.slices[7]).toMatchObject({
    source: "head_ct/head_ct/007.png",
    width: 4,
    height: 3,
    channels: 1,
  });
  expect([...(data.slices[7]?.grey ?? [])].slice(0, 3)).toEqual([119, 130, 141]);
  expect(data.warnings).toEqual([]);
});

test("read() takes a 1 under a heading that says no for what it is", async () => {
  for (const [head, classes] of [
    ["benign", ["benign", "not benign"]],
    ["no_finding", ["no_finding", "finding"]],
  ] as const) {
    const files = { ...(await images(20, (i) => `${i}.png`)), "labels.csv": table(20, String, `id,${head}`) };
    const data = await reading(made(files));
    expect(data).toMatchObject({ classes, positive: 1 });
    expect(data.slices.find((s) => s.id === "0")?.label).toBe(0);
  }
});

test("read() calls 0 under a finding not that finding, as it may be another", async () => {
  const files = { ...(await images(20, (i) => `${i}.png`)), "labels.csv": table(20, String, "id,edema") };
  const data = await reading(made(files));
  expect(data).toMatchObject({ classes: ["not edema", "edema"], positive: 1 });
  expect(data.slices.find((s) => s.id === "0")?.label).toBe(1);
});

test("read() gives the phantom where no folder is asked for", async () => {
  const data = await read({
    data: "phantom",
    seed: 3,
    settings: { ...resolveSettings("smoke"), "data.images": 4 },
  });
  expect(data.slices).toHaveLength(4);
  expect(data.fingerprint).toBe(phantom({ images: 4, seed: 3 }).fingerprint);
});

test("read() changes nothing in the folder", async () => {
  const folder = made(await kaggle());
  const state = (): string[] =>
    readdirSync(folder, { recursive: true }).map(
      (f) => `${String(f)} ${statSync(join(folder, String(f))).mtimeMs}`,
    );
  const before = state();
  await reading(folder);
  expect(state()).toEqual(before);
});

test("read() gives the same fingerprint whatever the order of the table's rows", async () => {
  const files = await kaggle();
  const [head, ...rows] = String(files["labels.csv"]).trim().split("\n");
  const one = await reading(made(files));
  const other = await reading(made({ ...files, "labels.csv": [head, ...rows.reverse()].join("\n") }));
  expect(other.fingerprint).toBe(one.fingerprint);
  const swapped = await reading(made(files), "0");
  expect(swapped.fingerprint).not.toBe(one.fingerprint);
});

test("read() understands a byte order mark, quotes, paths, endings, 1.0 and upper case in a table", async () => {
  const files = await images(20, (i) => `scans/s${i}.png`);
  const row = (i: number): string =>
    [`"scans/s${i}.png",1.0`, `s${i}.png,1`, `scans/s${i},0`, `s${i},0.0`][Math.floor(i / 5)] ?? "";
  const text = `\uFEFFImage,Label\r\n${Array.from({ length: 20 }, (_, i) => row(i)).join("\r\n")}\r\n`;
  const data = await reading(made({ "any-name.csv": text, ...files }));
  expect(data.classes).toEqual(["0", "1"]);
  expect(
    data.slices
      .filter((s) => s.label === 1)
      .map((s) => s.id)
      .sort(),
  ).toEqual(Array.from({ length: 10 }, (_, i) => `s${i}`).sort());
});

test.each([
  ["no", "yes"],
  ["normal", "hemorrhage"],
  ["0", "1"],
  ["-1", "1"],
  ["0", "4"],
  ["healthy", "Tumor"],
  ["control", "whatever"],
])("read() takes sub-folders %s and %s for negative and positive", async (negative, positive) => {
  const files = {
    ...(await images(10, (i) => `${positive}/p${i}.png`)),
    ...(await images(10, (i) => `${negative}/n${i}.png`, 10)),
  };
  const data = await reading(made(files));
  expect(data.classes).toEqual([negative, positive]);
  expect(data.slices.every((s) => s.label === (s.id.startsWith("p") ? 1 : 0))).toBe(true);
});

test("read() finds class folders inside a single wrapping folder, and uses paths as ids where names repeat", async () => {
  const files = {
    ...(await images(10, (i) => `set/yes/${i}.png`)),
    ...(await images(10, (i) => `set/no/${i}.png`, 10)),
  };
  const data = await reading(made(files));
  expect(data.slices[0]?.id).toBe("set/no/0.png");
  expect(labels(data)).toBe("00000000001111111111");
});

test("read() asks which class is positive when no name says it, and takes the answer", async () => {
  const folder = made({
    ...(await images(10, (i) => `a/${i}.png`)),
    ...(await images(10, (i) => `b/${i}.png`, 10)),
  });
  await expect(reading(folder)).rejects.toThrow(
    /classes "a" and "b" do not say which is positive.*--set "data\.positive=b" if it is "b".*=a" if it is "a"/,
  );
  expect((await reading(folder, "1")).classes).toEqual(["a", "b"]);
  expect((await reading(folder, "0")).classes).toEqual(["b", "a"]);
  expect(await reading(folder, "A")).toMatchObject({ classes: ["b", "a"], positive: 1 });
  const numbers = made({
    ...(await images(10, (i) => `1/${i}.png`)),
    ...(await images(10, (i) => `2/${i}.png`, 10)),
  });
  await expect(reading(numbers)).rejects.toThrow(/classes "1" and "2" do not say which is positive/);
  expect((await reading(numbers, "2")).classes).toEqual(["1", "2"]);
  await expect(reading(folder, "c")).rejects.toThrow(/no class is called "c", expected "a" or "b"/);
});

test("read() takes more than two classes, in the alphabet's order and numbers by size, none positive unless named", async () => {
  const names = ["10", "2", "normal"];
  const parts = await Promise.all(names.map((name, k) => images(10, (i) => `${name}/${i}.png`, 10 * k)));
  const folder = made(Object.assign({}, ...parts) as Record<string, Uint8Array>);
  const data = await reading(folder);
  expect(data).toMatchObject({ classes: ["2", "10", "normal"], positive: undefined });
  expect(data.slices.filter((s) => s.source.startsWith("10/")).map((s) => s.label)).toEqual(
    new Array(10).fill(1),
  );
  expect(await reading(folder, "10")).toMatchObject({ classes: data.classes, positive: 1 });
  await expect(reading(folder, "1")).rejects.toThrow(/no class is called "1", expected "2" or "10" or/);
});

test("read() does not leave a positive class of the phantom unheard", async () => {
  const asked = (positive: string) => dataSource("phantom").read({ images: 4, seed: 3, positive });
  expect((await asked("hemorrhage")).positive).toBe(1);
  await expect(asked("normal")).rejects.toThrow(/data\.positive "normal", expected "hemorrhage"/);
});

test("read() finds the positive class of 0 and 1 under a heading by either name", async () => {
  const files = await kaggle();
  expect(await reading(made(files), "hemorrhage")).toMatchObject({ classes: ["normal", "hemorrhage"] });
  expect(await reading(made(files), "normal")).toMatchObject({ classes: ["hemorrhage", "normal"] });
});

test("read() mixes PNG, JPEG and TIFF, grey, RGB, RGBA and 16 bits, and tells their channels", async () => {
  const files: Record<string, Uint8Array> = {
    ...(await images(7, (i) => `yes/y${i}.png`)),
    ...(await images(10, (i) => `no/n${i}.png`, 10)),
    "yes/z1.jpg": await grey(20, "jpeg"),
    "yes/z2.tif": await grey(20, "tiff"),
    "yes/rgb.PNG": await encoded(Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9), [2, 2, 3]),
    "yes/rgba.png": await encoded(Uint8Array.of(200, 200, 200, 255, 200, 200, 200, 0), [2, 1, 4]),
    "yes/deep.png": await encoded(Uint16Array.of(0, 257, 128 * 257, 65535), [4, 1, 1]),
    "yes/deep3.tiff": await encoded(Uint16Array.of(65535, 65535, 65535, 300, 300, 300), [2, 1, 3], "tiff"),
  };
  const { slices } = await reading(made(files));
  const slice = (id: string) => slices.find((s) => s.id === id);
  expect([...(slice("rgb")?.grey ?? [])]).toEqual([76, 150, 29, 9]);
  expect(slice("rgb")?.channels).toBe(3);
  expect([...(slice("rgba")?.grey ?? [])]).toEqual([200, 0]);
  expect(slice("rgba")?.channels).toBe(4);
  expect([...(slice("deep")?.grey ?? [])]).toEqual([0, 1, 128, 255]);
  expect([...(slice("deep3")?.grey ?? [])]).toEqual([255, 1]);
  expect(Math.abs((slice("z1")?.grey[0] ?? 0) - 84)).toBeLessThan(12);
  expect(slice("z2")?.grey[0]).toBe(84);
});

test("read() counts images without a label and other files in its warnings, and leaves them out", async () => {
  const files = await kaggle();
  const extra = await images(6, (i) => `head_ct/extra${i}.png`, 30);
  const data = await reading(
    made({ ...files, ...extra, "notes.txt": "x", ".DS_Store": "x", "other.csv": "a,b,c\n1,2,3\n" }),
  );
  expect(data.slices).toHaveLength(20);
  expect(data.warnings).toEqual([
    "6 images without a label left out: head_ct/extra0.png, head_ct/extra1.png, head_ct/extra2.png, head_ct/extra3.png, head_ct/extra4.png and 1 more",
    "3 other files ignored: .DS_Store, notes.txt, other.csv",
  ]);
  const twice = await reading(made({ ...files, "labels.csv": `${String(files["labels.csv"])}0,1\n` }));
  expect(twice.warnings).toEqual(["1 label row repeats an earlier row"]);
});

test("read() warns of images without contrast", async () => {
  const files = await kaggle();
  files["head_ct/head_ct/004.png"] = await encoded(Uint8Array.of(0, 4, 8, 15), [2, 2, 1]);
  const { warnings } = await reading(made(files));
  expect(warnings).toEqual([
    "1 image has almost no contrast (fewer than 16 of 256 levels): head_ct/head_ct/004.png",
  ]);
});

test("read() shows 12-bit values of 16-bit files as those of 8 bits, and says so", async () => {
  const files = await kaggle();
  const values = Uint16Array.of(0, 1000, 2000, 3800, 4000, 4095);
  files["head_ct/head_ct/004.png"] = await encoded(values, [3, 2, 1]);
  const { warnings, slices } = await reading(made(files));
  expect([...slices[4]!.grey]).toEqual([0, 62, 125, 237, 249, 255]);
  expect(warnings).toEqual([expect.stringMatching(/^1 image of 16 bits: no value is above 4095/)]);
});

test("read() follows links, and a link back to a folder above does no harm", async () => {
  const folder = made(await kaggle());
  symlinkSync(folder, join(folder, "head_ct", "again"));
  expect((await reading(folder)).slices).toHaveLength(20);
  const linked = made({ "labels.csv": table(20) });
  symlinkSync(join(folder, "head_ct", "head_ct"), join(linked, "images"));
  expect((await reading(linked)).slices).toHaveLength(20);
});

test("read() takes tables with semicolons or tabs, and names one without rows", async () => {
  const files = await kaggle();
  for (const mark of [";", "\t"])
    expect(
      labels(
        await reading(made({ ...files, "labels.csv": String(files["labels.csv"]).replaceAll(",", mark) })),
      ),
    ).toBe("11111111110000000000");
  await expect(reading(made({ ...files, "labels.csv": "id,hemorrhage\n" }))).rejects.toThrow(
    /no image has a label, expected two classes/,
  );
});

test("read() passes over what macOS leaves in archives", async () => {
  const data = await reading(
    made({ ...(await kaggle()), "__MACOSX/head_ct/._000.png": "junk", "head_ct/head_ct/._001.png": "junk" }),
  );
  expect(data.slices).toHaveLength(20);
  expect(data.warnings[0]).toMatch(/^2 other files ignored/);
});

test("read() makes class names fit for files", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${i < 10 ? "intra/extra: dural" : "normal"}`);
  const data = await reading(
    made({ "labels.csv": `id,label\n${rows.join("\n")}`, ...(await images(20, (i) => `${i}.png`)) }),
  );
  expect(data.classes).toEqual(["normal", "intra-extra- dural"]);
});

test("read() shows MR through 40/80 where that is set, else through its header's window", async () => {
  const values = Array.from({ length: 12 }, (_, i) => 100 * i);
  const mr = { width: 4, height: 3, modality: "MR", window: [600, 1200] as const };
  const files = Array.from({ length: 20 }, (_, i) => [
    `${i}.dcm`,
    dicom({ ...mr, values: values.map((v) => v + i) }),
  ]);
  const data = made({ "labels.csv": table(20), ...(Object.fromEntries(files) as Record<string, Buffer>) });
  const levels = async (set: Record<string, unknown>): Promise<number> => {
    const { slices } = await read({ data, seed: 1, settings: resolveSettings("smoke", set) });
    return new Set(slices[5]?.grey).size;
  };
  expect(await levels({})).toBe(12);
  expect(await levels({ "data.windowCenter": 40, "data.windowWidth": 80 })).toBe(2);
});

test("read() says which images stay together, by which of them name a patient", async () => {
  const split = async (named: number, grouping: string): Promise<string> => {
    const table = [
      "id,label,patient",
      ...Array.from({ length: 20 }, (_, i) => `${i},${i % 2},${i < named ? `p${i >> 1}` : ""}`),
    ];
    const data = made({ ...(await images(20, (i) => `${i}.png`)), "labels.csv": table.join("\n") });
    const { reading } = await read({
      data,
      seed: 1,
      settings: resolveSettings("smoke", { "data.grouping": grouping }),
    });
    return reading.find(({ what }) => what === "split")!.how;
  };
  expect(await split(20, "guessed")).toMatch(/share; images of one patient stay together, and the shares/);
  expect(await split(19, "named")).toMatch(/stay together, 1 image without one on its own, and/);
  expect(await split(19, "guessed")).toMatch(
    /images of one patient stay together, an image without one with what looks like its scan, and/,
  );
  expect(await split(0, "guessed")).toMatch(/share; images that look like one scan stay together, and/);
  expect(await split(0, "named")).toBe("at random, each class in its share (data.grouping=named)");
});
