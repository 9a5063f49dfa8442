import { range, type Case } from "./verify-case";

const ten = range(10);
const images = ten.map((i) => `s/a${i}.png`);
const even = { 0: 5, 1: 5 };
const csv = (ids: readonly number[], head = "id,label", label = (i: number): unknown => i % 2): string =>
  [head, ...ids.map((i) => `a${i}.png,${String(label(i))}`)].join("\n");
const [early, late] = [range(6), range(4).map((i) => i + 6)];

/** Several tables, lists as text, and other files beside images. */
export const tableSets: readonly Case[] = [
  {
    name: "two tables of different images",
    images,
    files: { "train.csv": csv(early), "valid.csv": csv(late) },
    right: even,
    notes: [/^tables of train, validation are parts of one set, put together/],
  },
  {
    name: "two tables of parts that are kept",
    images,
    files: { "train_labels.csv": csv(early), "test_labels.csv": csv(late) },
    options: { split: "given" },
    right: even,
    parts: { train: 6, test: 4 },
    notes: [/^tables of test, train are parts of one set, kept as training/],
  },
  {
    name: "a column of parts that are kept",
    images,
    files: {
      "labels.csv": [
        "id,split,label",
        ...ten.map((i) => `a${i}.png,${["train", "val", "Test"][i >> 2]!},${i % 2}`),
      ].join("\n"),
    },
    options: { split: "given" },
    right: even,
    parts: { train: 4, validation: 4, test: 2 },
    notes: [
      /"label" the classes, "split" the parts$/,
      /^a column's test, train, validation .* kept as training/,
    ],
  },
  {
    name: "equal names in the folders of parts",
    images: ["train", "test"].flatMap((part) => range(5).map((i) => `${part}/a${i}.png`)),
    files: { "train.csv": csv(range(5)) },
    right: { 0: 3, 1: 2 },
  },
  {
    name: "a name that only the folder of another part has",
    images: [...range(5).map((i) => `train/a${i}.png`), "test/a5.png"],
    files: { "train.csv": csv(range(6)) },
    right: /1 of 6 labels have no image: "a5\.png" \(line 7\)/,
  },
  {
    name: "two tables that write the same classes in other words",
    images,
    files: {
      "train.csv": csv(early),
      "test.csv": csv(late, "id,label", (i) => (i % 2 ? "tumor" : "normal")),
    },
    right: /Cannot put test\.csv, train\.csv together: they have no class in common: normal, tumor; 0, 1/,
  },
  {
    name: "a table per class",
    images,
    files: {
      "sick.csv": csv(early, "id,label", () => "sick"),
      "well.csv": csv(late, "id,label", () => "well"),
    },
    right: { sick: 6, well: 4 },
    notes: [/put together/],
  },
  {
    name: "two tables that share images",
    images,
    files: { "train.csv": csv(ten), "valid.csv": csv(late, "id,label", (i) => (i + 1) % 2) },
    right: /train\.csv and valid\.csv both hold labels, of s\/a6\.png for one/,
  },
  {
    name: "a table called labels beside another of the same images",
    images,
    files: { "labels.csv": csv(ten), "old.csv": csv(ten, "id,label", (i) => (i + 1) % 2) },
    right: even,
    notes: [/^old\.csv holds labels too, but labels\.csv is called so: passed over$/],
  },
  {
    name: "two tables with other columns",
    images,
    files: { "train.csv": csv(early, "id,edema"), "valid.csv": csv(late, "id,mass") },
    right: /put train\.csv, valid\.csv together: they have different columns: edema, mass/,
  },
  {
    name: "two tables with other columns, one named",
    images,
    files: { "a.csv": csv(ten, "id,edema"), "b.csv": csv(ten, "id,mass") },
    options: { labelColumn: "mass" },
    right: even,
    notes: [/^a\.csv lacks the columns that are named: passed over$/],
  },
  {
    name: "a table of the test without the named column",
    images,
    files: {
      "train.csv": csv(early, "id,tumor"),
      "test.csv": ["id,age", ...late.map((i) => `a${i}.png,5${i}`)].join("\n"),
    },
    options: { labelColumn: "tumor" },
    right: { 0: 3, 1: 3 },
    notes: [/^test\.csv lacks the columns that are named: passed over$/],
  },
  {
    name: "a column that neither table has",
    images,
    files: { "train.csv": csv(early, "id,tumor"), "test.csv": csv(late, "id,age") },
    options: { labelColumn: "grade" },
    right:
      /data\.labelColumn "grade": train\.csv, test\.csv have no such column|test\.csv, train\.csv have no such column/,
  },
  {
    name: "a named column and no table",
    images: images.map((file, i) => (i % 2 ? `no/${file}` : `yes/${file}`)),
    options: { labelColumn: "tumor" },
    right: /data\.labelColumn "tumor": no table of labels lies in/,
  },
  {
    name: "Kaggle's form to fill in",
    images,
    files: { "train.csv": csv(early), "sample_submission.csv": csv(late, "id,label", () => 0) },
    right: { 0: 3, 1: 3 },
    notes: [/^sample_submission\.csv is called as a form to fill in: passed over$/],
  },
  {
    name: "a table in each part's folder, with the same names",
    images: ["train", "test"].flatMap((part) => range(5).map((i) => `${part}/a${i}.png`)),
    files: {
      "train/labels.csv": csv(range(5)),
      "test/labels.csv": csv(range(5), "id,label", (i) => (i + 1) % 2),
    },
    right: even,
    notes: [
      /label different images: put together/,
      /^sub-folders test, train are parts of one set, put together/,
    ],
  },
  {
    name: "patients in another table",
    images,
    files: {
      "labels.csv": csv(ten),
      "meta.csv": ["image,lesion_id,age_approx", ...ten.map((i) => `a${i},L${i >> 1},${40 + i}`)].join("\n"),
    },
    right: even,
    groups: 5,
    notes: [/^column "lesion_id" of meta\.csv names the patients$/],
  },
  {
    name: "patients in another table, each in two spellings, two rows of nobody",
    images,
    files: {
      "labels.csv": csv(ten),
      "meta.csv": [
        "image,patient",
        ...ten.map((i) => `a${i},${i > 7 ? "ANONYMOUS" : i % 2 ? `L${i >> 1}` : `l${i >> 1}`}`),
      ].join("\n"),
    },
    right: even,
    groups: 4,
    ungrouped: 2,
    notes: [/^column "patient" of meta\.csv names the patients; it has none for 2 images/],
  },
  {
    name: "patients and ages in another table, none called labels",
    images,
    files: {
      "classes.csv": csv(ten, "id,hemorrhage"),
      "meta.csv": ["image,lesion_id,age", ...ten.map((i) => `a${i},L${i >> 1},${40 + i}`)].join("\n"),
    },
    right: even,
    groups: 5,
    notes: [/^column "lesion_id" of meta\.csv names the patients$/],
  },
  {
    name: "patients of images of the same name in other folders, in another table",
    images: [...images, "s/b.png"],
    files: {
      "labels.csv": `${csv(ten)}\nb.png,1`,
      "meta.csv": ["image,patient", ...ten.map((i) => `s/a${i}.png,L${i >> 1}`), "r/b.png,L9"].join("\n"),
    },
    right: { 0: 5, 1: 6 },
    groups: 5,
    ungrouped: 1,
    notes: [/^column "patient" of meta\.csv names the patients; it has none for 1 image/],
  },
  {
    name: "patients of classes as folders in a table",
    images: ten.map((i) => `${i % 2 ? "no" : "yes"}/a${i}.png`),
    files: { "patients.csv": ["image,patient_id", ...ten.map((i) => `a${i},L${i >> 1}`)].join("\n") },
    right: { no: 5, yes: 5 },
    groups: 5,
    notes: [/^column "patient_id" of patients\.csv names the patients$/],
  },
  {
    name: "a list as text, with spaces",
    images,
    files: { "list.txt": ["image  label", ...ten.map((i) => `a${i}.png   ${i % 2}`)].join("\n") },
    right: even,
  },
  {
    name: "a list as text without headings",
    images,
    files: { "list.txt": ten.map((i) => `a${i}.png ${i % 2}`).join("\n") },
    right: /list\.txt: its first line names an image, a0\.png, expected a line of headings/,
  },
  {
    name: "a list as text with tabs",
    images,
    files: { "labels.txt": ["image\tlabel", ...ten.map((i) => `a${i}.png\t${i % 2}`)].join("\n") },
    right: even,
  },
  {
    name: "a text that is no list",
    images: ten.map((i) => `${i % 2 ? "no" : "yes"}/a${i}.png`),
    files: {
      "README.txt": "These are pictures,\nten of them\nlike a0.png and a1.png",
      "names.txt": images.join("\n"),
    },
    right: { no: 5, yes: 5 },
  },
  ...["annotations.json", "labels.parquet", "set.mat", "coco.xml"].map((file): Case => ({
    name: `labels in ${file}`,
    images,
    files: { [file]: "{}" },
    right: new RegExp(`no labels for its 10 images.*Labels are not read from ${file.replace(".", "\\.")}`),
  })),
  {
    name: "a JSON beside classes as folders",
    images: ten.map((i) => `${i % 2 ? "no" : "yes"}/a${i}.png`),
    files: { "coco.json": "{}" },
    right: { no: 5, yes: 5 },
  },
];
