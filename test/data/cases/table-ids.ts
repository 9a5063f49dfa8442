import { range, type Case } from "./verify-case";

const ten = range(10);
const even = { 0: 5, 1: 5 };
/** Twelve slices, of which only the second patient has a sixth and a seventh. */
const slices = [
  ...range(5).map((i) => `P1/slice_${i + 1}.png`),
  ...range(7).map((i) => `P2/slice_${i + 1}.png`),
];
const csv = (ids: readonly string[]): Record<string, string> => ({
  "labels.csv": ["filename,label", ...ids.map((id, i) => `${id},${i % 2}`)].join("\n"),
});
/** Ten images whose ids a table writes otherwise. */
const one = (name: string, image: (i: number) => string, id: (i: number) => string, note?: RegExp): Case => ({
  name,
  images: ten.map(image),
  files: csv(ten.map(id)),
  right: even,
  ...(note ? { notes: [note] } : {}),
});

/** How an id finds its image. */
export const tableIds: readonly Case[] = [
  one(
    "the path",
    (i) => `x/a${i}.png`,
    (i) => `x/a${i}.png`,
  ),
  one(
    "the path from here",
    (i) => `x/a${i}.png`,
    (i) => `./x/a${i}.png`,
  ),
  one(
    "the path without ending",
    (i) => `x/a${i}.png`,
    (i) => `x/a${i}`,
  ),
  one(
    "the name",
    (i) => `x/a${i}.png`,
    (i) => `a${i}.png`,
  ),
  one(
    "the stem",
    (i) => `x/a${i}.png`,
    (i) => `a${i}`,
  ),
  one(
    "a number without zeros",
    (i) => `x/00${i}.png`,
    (i) => String(i),
  ),
  one(
    "the end of the path",
    (i) => `set/x/a${i % 5}${i < 5 ? "/l" : "/r"}.png`,
    (i) => `x/a${i % 5}/${i < 5 ? "l" : "r"}.png`,
  ),
  one(
    "another ending",
    (i) => `png/ID_${i}.png`,
    (i) => `ID_${i}.dcm`,
    /^10 images found by overlooking files' endings$/,
  ),
  one(
    "an ending in capitals",
    (i) => `ID_${i}.png`,
    (i) => `ID_${i}.PNG`,
    /upper and lower case/,
  ),
  one(
    "another case",
    (i) => `Scan${i}.png`,
    (i) => `scan${i}`,
    /upper and lower case/,
  ),
  one(
    "another case and ending",
    (i) => `Scan${i}.png`,
    (i) => `SCAN${i}.JPG`,
    /files' endings/,
  ),
  one(
    "letters in two parts",
    (i) => `Mu\u0308ller-${i}.png`,
    (i) => `M\u00fcller-${i}`,
    /Unicode form/,
  ),
  one(
    "letters in one part",
    (i) => `M\u00fcller-${i}.png`,
    (i) => `Mu\u0308ller-${i}.png`,
    /Unicode form/,
  ),
  one(
    "back-slashes",
    (i) => `x/a${i}.png`,
    (i) => `x\\a${i}.png`,
    /back-slashes/,
  ),
  one(
    "a disk of Windows",
    (i) => `x/a${i}.png`,
    (i) => `C:\\data\\x\\a${i}.png`,
    /other folders in the table's paths/,
  ),
  one(
    "a foreign prefix",
    (i) => `x/a${i}.png`,
    (i) => `/data2/set/x/a${i}.png`,
    /other folders/,
  ),
  one(
    "a prefix that tells equal names apart",
    (i) => `p${i >> 1}/s${i % 2}.png`,
    (i) => `CheXpert/train/p${i >> 1}/s${i % 2}.png`,
    /other folders/,
  ),
  one(
    "dots in names",
    (i) => `1.2.840.${i}.png`,
    (i) => `1.2.840.${i}`,
  ),
  one(
    "equal stems of another ending",
    (i) => `x/${i}.5.png`,
    (i) => `${i}.5`,
  ),
  one(
    "a number as 7.0",
    (i) => `x/00${i}.png`,
    (i) => `${i}.0`,
    /the decimal point of numbers/,
  ),
  one(
    "an address of the web",
    (i) => `x/a ${i}.png`,
    (i) => `https://host.org/set/x/a%20${i}.png?raw=1#top`,
    /other folders/,
  ),
  one(
    "the class's folder in front",
    (i) => `a${i}.png`,
    (i) => `${i % 2 ? "tumor" : "normal"}/a${i}.png`,
    /other folders/,
  ),
  one(
    "text in a formula of Excel",
    (i) => `00${i}.png`,
    (i) => `="00${i}"`,
  ),
  one(
    "an apostrophe that marks text",
    (i) => `00${i}.png`,
    (i) => `'00${i}`,
  ),
  one(
    "quotes of another program",
    (i) => `a${i}.png`,
    (i) => `'a${i}.png'`,
  ),
  one(
    "spaces that cannot be seen",
    (i) => `a${i}.png`,
    (i) => `\u200ba${i}.png\u00a0`,
  ),
  {
    name: "long numbers that Excel has rounded",
    images: ten.map((i) => `123456789012${i}.png`),
    files: csv(ten.map(() => "1.23E+12")),
    right: /a spreadsheet has turned ids into rounded numbers or dates: "1\.23E\+12" \(line 2\)/,
  },
  {
    name: "long numbers that Excel has rounded, skipping",
    images: ten.map((i) => (i < 5 ? `${i}.png` : `123456789012${i}.png`)),
    files: csv(ten.map((i) => (i < 5 ? `${i}` : "1,23E+12").replace(",", "."))),
    options: { missing: "skip" },
    right: /a spreadsheet has turned ids into rounded numbers or dates/,
  },
  {
    name: "ids that a spreadsheet took for dates",
    images: ten.map((i) => `1-${i + 1}.png`),
    files: csv(ten.map((i) => (i === 0 ? "01-Jan" : `1-${i + 1}`))),
    options: { missing: "skip" },
    right: /a spreadsheet has turned ids into rounded numbers or dates: "01-Jan" \(line 2\)/,
  },
  {
    name: "an id that fits two images",
    images: ["a/0.png", "b/0.png", ...ten.slice(1).map((i) => `a/${i}.png`)],
    files: csv(ten.map((i) => `${i}.png`)),
    right: /"0\.png" \(line 2\) fits a\/0\.png, b\/0\.png/,
  },
  {
    name: "two ids that fit one image by another folder",
    images: ten.map((i) => `${i}.png`),
    files: csv([...ten.map((i) => `a/${i}.png`), "b/0.png"]),
    right: /"a\/0\.png" \(line 2\) and "b\/0\.png" \(line 12\) both fit 0\.png/,
  },
  {
    name: "an id whose name lies in another folder only",
    images: ten.map((i) => `a/${i}.png`),
    files: csv([...ten.map((i) => `a/${i}.png`), "b/0.png"]),
    right:
      /1 of 11 labels have no image: "b\/0\.png" \(line 12\); files of that name lie in other folders \(a\/0\.png\).*write the names alone/,
  },
  {
    name: "a patient's image that is not there, of a name that another patient's has",
    images: slices,
    files: csv([...slices.slice(0, -1), "P3/slice_7.png"]),
    right: /1 of 12 labels have no image: "P3\/slice_7\.png" .* \(P2\/slice_7\.png\)/,
  },
  {
    name: "a patient's image that is not there, what is there used",
    images: slices,
    files: csv([...slices.slice(0, -1), "P3/slice_7.png"]),
    options: { missing: "skip" },
    right: { 0: 6, 1: 5 },
    unlabelled: 1,
    notes: [/^1 of 12 rows of labels\.csv has no image, left out: "P3\/slice_7\.png" \(line 13\)$/],
  },
  {
    name: "a patient's image that is not there, the other's with folders in front",
    images: slices.map((file) => `set/${file.replace("/", "/study1/")}`),
    files: csv(
      [...slices.slice(0, -1), "P3/slice_7.png"].map((id) => `/kaggle/${id.replace("/", "/study1/")}`),
    ),
    right: /1 of 12 labels have no image: "\/kaggle\/P3\/study1\/slice_7\.png"/,
  },
  {
    name: "all of a table's ids of another patient",
    images: slices.slice(0, 5).map((file) => file.replace("P1", "P2")),
    files: csv(slices.slice(0, 5)),
    right: /5 of 5 labels have no image: .*files of that name lie in other folders/,
  },
  ...["left,right", "site A,site B", "normal,tumor", "Huber 123,Meier 123"].map((pair): Case => {
    const [wanted = "", has = ""] = pair.split(",");
    return {
      name: `all of a table's ids of ${wanted}, and images of ${has}`,
      images: ten.map((i) => `${has}/a${i}.png`),
      files: csv(ten.map((i) => `${wanted}/a${i}.png`)),
      right: /10 of 10 labels have no image/,
    };
  }),
  {
    name: "part of the patients there, whose images have the same names",
    images: range(12).map((i) => `train/patient0000${i}/study1/view1_frontal.png`),
    files: csv(range(20).map((i) => `CheXpert-v1.0-small/train/patient0000${i}/study1/view1_frontal.jpg`)),
    options: { missing: "skip" },
    right: { 0: 6, 1: 6 },
    groups: 12,
    notes: [/8 of 20 rows/, /files' endings/, /numbered as patients/],
  },
  {
    name: "a folder of another computer in front of every id",
    images: ten.map((i) => `downloads/a${i}.png`),
    files: csv(ten.map((i) => `/data2/brain/a${i}.png`)),
    right: even,
    notes: [/^10 images found by overlooking other folders in the table's paths$/],
  },
  {
    name: "folders in another case, and numbers without zeros",
    images: ten.map((i) => `set/Patient_00${i}/images/0.png`),
    files: csv(ten.map((i) => `patient${i}/0.png`)),
    right: even,
    groups: 10,
    notes: [/other folders/, /numbered as patients/],
  },
  {
    name: "a table larger than the folder",
    images: ten.map((i) => `${i}.png`),
    files: csv(range(14).map((i) => `${i}.png`)),
    right: /4 of 14 labels have no image: "10\.png" \(line 12\).*data\.missing=skip/,
  },
  {
    name: "a table larger than the folder, used with what is there",
    images: ten.map((i) => `${i}.png`),
    files: csv(range(14).map((i) => `${i}.png`)),
    options: { missing: "skip" },
    right: even,
    notes: [/^4 of 14 rows of labels\.csv have no image, left out: "10\.png" \(line 12\)/],
  },
  {
    name: "paths of another part of a split",
    images: range(8).map((i) => `test/${i}.png`),
    files: { "labels.csv": ["id,label", ...range(8).map((i) => `train/${i}.png,${i % 2}`)].join("\n") },
    right: /8 of 8 labels have no image: "train\/0\.png"|no labels for its 8 images/,
  },
  {
    name: "paths of the same part under other folders",
    images: range(8).map((i) => `set/train/${i}.png`),
    files: {
      "labels.csv": ["id,label", ...range(8).map((i) => `/kaggle/train/images/${i}.png,${i % 2}`)].join("\n"),
    },
    right: { 0: 4, 1: 4 },
    notes: [/8 images found by overlooking other folders in the table's paths/],
  },
];
