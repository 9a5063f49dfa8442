import { readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError, sha256 } from "../../lib/core";
import { read, type Dataset, type Positive } from "../../lib/data";
import { encoded, grey, images, made, table } from "./made-folder";

const reading = (data: string, positive: Positive = "auto"): Promise<Dataset> =>
  read({ data, images: 200, seed: 1, positive });
const three = (i: number): string => String(i).padStart(3, "0");
const kaggle = async (n = 20): Promise<Record<string, string | Uint8Array>> => ({
  "labels.csv": table(n),
  ...(await images(n, (i) => `head_ct/head_ct/${three(i)}.png`)),
});
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

test("read() gives the phantom where no folder is asked for", async () => {
  const data = await read({ data: "phantom", images: 4, seed: 3, positive: "auto" });
  expect(data.slices).toHaveLength(4);
  expect((await read({ data: "phantom", images: 4, seed: 3, positive: "auto" })).fingerprint).toBe(
    data.fingerprint,
  );
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
    /classes "a" and "b" do not say which is positive.*--set data\.positive=1 if it is "b".*=0 if it is "a"/,
  );
  expect((await reading(folder, "1")).classes).toEqual(["a", "b"]);
  expect((await reading(folder, "0")).classes).toEqual(["b", "a"]);
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
  expect(twice.warnings).toEqual(["1 label rows repeat an earlier row"]);
});

test("read() warns of images without contrast, such as 12-bit values in 16-bit files", async () => {
  const files = await kaggle();
  files["head_ct/head_ct/004.png"] = await encoded(Uint16Array.of(0, 1000, 2000, 3800), [2, 2, 1]);
  const { warnings } = await reading(made(files));
  expect(warnings).toEqual([
    "1 images have almost no contrast (fewer than 16 of 256 levels): head_ct/head_ct/004.png",
  ]);
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

test("read() names a missing folder, a file, an empty folder and a folder without images or labels", async () => {
  const folder = made({});
  await expect(reading(join(folder, "nowhere"))).rejects.toThrow(/nowhere: no such folder.*--data phantom/);
  await expect(reading(folder)).rejects.toThrow(/the folder is empty/);
  const file = made({ "a.txt": "x" });
  await expect(reading(join(file, "a.txt"))).rejects.toThrow(/it is a file/);
  await expect(reading(file)).rejects.toThrow(
    /none of its 1 files is an image \(a\.txt\), expected PNG, JPEG or TIFF/,
  );
  const bare = await images(20, (i) => `${i}.png`);
  await expect(reading(made(bare))).rejects.toThrow(
    /no labels for its 20 images.*labels\.csv.*data\/README\.md/,
  );
  await expect(reading(made({ ...bare, "x.csv": "when,where\n1,2\n" }))).rejects.toThrow(
    /it has x\.csv with "when", "where"/,
  );
  await expect(reading(folder)).rejects.toThrow(InputError);
});

test("read() lists labels without an image: five, then a count", async () => {
  const files = await kaggle();
  const text = `${String(files["labels.csv"])}${[20, 21, 22, 23, 24, 25].map((i) => `${i},0`).join("\n")}\n`;
  await expect(reading(made({ ...files, "labels.csv": text }))).rejects.toThrow(
    /6 of 26 labels have no image: "20" \(line 22\), "21" \(line 23\).*"24" \(line 26\) and 1 more, expected a PNG, JPEG or TIFF file for each id\. Add/,
  );
});

test("read() lists every unusable image with what is wrong with it", async () => {
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
  expect(message).toContain("003.png is no PNG, JPEG or TIFF image");
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
    /002\.png holds the format svg/,
  );
});

test("read() names an unknown label with its line", async () => {
  const files = await kaggle(30);
  const text = String(files["labels.csv"]).replace("\n7,1\n", "\n7,maybe\n").replace("\n9,1\n", "\n9,\n");
  await expect(reading(made({ ...files, "labels.csv": text }))).rejects.toThrow(
    /unknown label "" \(labels\.csv line 11\), "maybe" \(labels\.csv line 9\); there are "0" \(15\), "1" \(13\)/,
  );
});

test("read() names one id with two labels, and one id that fits two images", async () => {
  const files = await kaggle();
  await expect(
    reading(made({ ...files, "labels.csv": `${String(files["labels.csv"])}3,0\n` })),
  ).rejects.toThrow(/"3" is "1" \(line 5\) and "0" \(line 22\), expected one image and one label an id/);
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
    /every image has the label "1" \(20\), expected two classes/,
  );
  await expect(reading(made(await images(12, (i) => `yes/${i}.png`)))).rejects.toThrow(
    /every image has the label "yes" \(12\)/,
  );
  const few = { ...(await images(9, (i) => `yes/${i}.png`)), ...(await images(12, (i) => `no/${i}.png`)) };
  await expect(reading(made(few))).rejects.toThrow(
    /class "yes" has 9 images, expected at least 10 a class\. Add/,
  );
});

test("read() names sub-folders that are parts of a split, and a third class folder", async () => {
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
  await expect(reading(made(classes))).rejects.toThrow(/unknown label "other" \(other\/0\.png\)/);
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

test("read() makes class names fit for files", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${i < 10 ? "intra/extra: dural" : "normal"}`);
  const data = await reading(
    made({ "labels.csv": `id,label\n${rows.join("\n")}`, ...(await images(20, (i) => `${i}.png`)) }),
  );
  expect(data.classes).toEqual(["normal", "intra-extra- dural"]);
  expect(sha256(data.name)).toHaveLength(64);
});
