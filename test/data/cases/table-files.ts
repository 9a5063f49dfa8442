import { range, type Case } from "./verify-case";

const images = range(10).map((i) => `s/a${i}.png`);
const even = { 0: 5, 1: 5 };
const lines = (
  mark = ",",
  head = ["id", "label"],
  label: (i: number) => string = (i) => String(i % 2),
): string => [head.join(mark), ...range(10).map((i) => [`a${i}.png`, label(i)].join(mark))].join("\n") + "\n";
const wide = (text: string, order: "le" | "be", mark = true): Uint8Array => {
  const bytes = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
};
const file = (
  name: string,
  content: string | Uint8Array,
  right: Case["right"] = even,
  more: Partial<Case> = {},
): Case => ({
  name,
  images,
  files: { "labels.csv": content },
  right,
  ...more,
});

/** Tables as spreadsheets write them. */
export const tableFiles: readonly Case[] = [
  file("UTF-16 as Excel's Unicode text", wide(lines("\t"), "le")),
  file("UTF-16, other byte order", wide(lines(), "be")),
  file("UTF-16 without mark", wide(lines(), "le", false)),
  file("UTF-16 without mark, other byte order", wide(lines(), "be", false)),
  file(
    "Latin-1",
    Buffer.from(
      lines(",", undefined, (i) => (i % 2 ? "gesund" : "Verkalkung k\u00f6rnig")),
      "latin1",
    ),
    { gesund: 5, "verkalkung k\u00f6rnig": 5 },
  ),
  file("UTF-8 with mark", `\uFEFF${lines()}`),
  file("Windows' line ends", lines().replaceAll("\n", "\r\n")),
  file("old Macs' line ends", lines().replaceAll("\n", "\r")),
  file("a line sep=;", `sep=;\n${lines(";")}`),
  file("a line sep=,", `sep=,\r\n${lines().replaceAll("\n", "\r\n")}`),
  file("semicolons", lines(";")),
  file("tabs", lines("\t")),
  file("bars", lines("|")),
  file("semicolons and a heading with a comma", lines(";", ["id", "label, by eye"])),
  file(
    "decimal commas",
    lines(";", undefined, (i) => `${i % 2},0`),
  ),
  file(
    "decimal points",
    lines(",", undefined, (i) => `${i % 2}.0`),
  ),
  file("quotes", lines().replace(/^(a\d)\.png/gm, '"$1.png"')),
  file("empty rows at the end", `${lines()},\n,\n`),
  file("an empty row first", `,\n${lines()}`),
  file("empty columns", lines().replace(/$/gm, ",,").replace(/\n,,$/, "\n")),
  file("empty columns in front", lines().replace(/^(?=.)/gm, ",")),
  file(
    "pandas' index",
    lines()
      .replace(/^(?=.)/gm, "7,")
      .replace("7,", ","),
  ),
  file(
    "pandas' index, saved twice",
    lines()
      .replace(/^(?=.)/gm, "7,")
      .replace("7,", "Unnamed: 0,"),
  ),
  file("a row with a cell too many", `${lines()}a0.png,0,x\n`, /line 12 has 3 cells, expected 2/),
  file("headings only", "id,label\n", {}),
  file(
    "a spreadsheet called CSV",
    Buffer.from("504b030414000600", "hex"),
    /spreadsheet's own file.*Save it as CSV/,
  ),
  {
    name: "a spreadsheet",
    images,
    files: { "labels.xlsx": Buffer.from("504b030414000600", "hex") },
    right: /no labels for its 10 images.*Save labels\.xlsx as labels\.csv/,
  },
  { name: "TSV", images, files: { "labels.tsv": lines("\t") }, right: even },
  {
    name: "a table beside the images, below",
    images: images.map((f) => `set/${f}`),
    files: { "set/meta/labels.csv": lines() },
    right: even,
  },
  { name: "a table in the images' folder", images, files: { "s/labels.csv": lines() }, right: even },
  {
    name: "a table beside the data folder",
    images,
    files: { "train.csv": lines(), "notes.csv": "id,when\nx,1\n" },
    given: "s",
    right: even,
  },
  {
    name: "a ragged table beside the data folder that is none of its own",
    images: range(10).map((i) => `s/${i % 2 ? "no" : "yes"}/a${i}.png`),
    files: { "train.csv": "a,b\n1,2,3" },
    given: "s",
    right: { yes: 5, no: 5 },
  },
  {
    name: "class folders with a table of other things",
    images: range(10).map((i) => `${i % 2 ? "no" : "yes"}/a${i}.png`),
    files: { "yes/meta.csv": lines(",", ["file", "quality"]) },
    right: { yes: 5, no: 5 },
    notes: [/^column "quality" of yes\/meta\.csv says "0", "1", and not which of them is to be left out/],
  },
  {
    name: "blanks of other kinds than the table's, as in the names of macOS' screenshots",
    images: range(10).map((i) => `scan ${i} at\u202f10.png`),
    files: {
      "labels.csv": ["id,label", ...range(10).map((i) => `scan\u00a0${i}  at 10.png,${i % 2}`)].join("\n"),
    },
    right: even,
    notes: [/overlooking the Unicode form of letters and blanks/],
  },
  file(
    "a table without headings",
    range(10)
      .map((i) => `a${i}.png,${i % 2}`)
      .join("\n"),
    /its first line names an image, a0\.png, expected a line of headings/,
  ),
  file(
    "a table without headings whose first image is missing",
    ["gone.png,1", ...range(10).map((i) => `a${i}.png,${i % 2}`)].join("\n"),
    /its first line names an image, gone\.png/,
  ),
  file(
    "a table without headings whose first image, a packed volume, is missing",
    ["gone.nii.gz,1", ...range(10).map((i) => `a${i}.png,${i % 2}`)].join("\n"),
    /its first line names an image, gone\.nii\.gz/,
  ),
];
