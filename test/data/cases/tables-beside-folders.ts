import { range, type Case } from "./verify-case";

const even = { 0: 12, 1: 12 };
const ofKinds = range(24).map((i) => `${["glioma", "notumor", "pituitary"][i % 3]!}/${i}.png`);
const kindRows = (head: string, cells: (i: number) => unknown[]): string =>
  [head, ...range(24).map((i) => [`${i}.png`, ...cells(i)].join(","))].join("\n");

/** Tables in the data folder beside sub-folders that are classes, or may be. */
export const tablesBesideFolders: readonly Case[] = [
  ...["age", "sex", "quality"].map((head): Case => ({
    name: `a table of ${head} alone beside classes as folders`,
    images: range(24).map((i) => `${i < 12 ? "normal" : "tumor"}/${i}.png`),
    files: { "meta.csv": [`file,${head}`, ...range(24).map((i) => `${i}.png,${i % 3}`)].join("\n") },
    right: { normal: 12, tumor: 12 },
  })),
  {
    name: "a table of scanners and sexes beside classes as folders",
    images: range(24).map((i) => `${i < 12 ? "normal" : "tumor"}/${i}.png`),
    files: {
      "meta.csv": ["file,scanner,sex", ...range(24).map((i) => `${i}.png,S${i % 2},${i % 3}`)].join("\n"),
    },
    right: { normal: 12, tumor: 12 },
  },
  ...["metadata.csv", "scans.tsv", "images.csv"].map((file): Case => ({
    name: `ages, patients and a contrast in ${file} beside classes as folders`,
    images: ofKinds,
    files: {
      [file]: kindRows("filename,patient_id,age,contrast", (i) => [
        `P${i >> 1}`,
        40 + i,
        i % 4 < 2 ? "no" : "yes",
      ]).replaceAll(",", file.endsWith("tsv") ? "\t" : ","),
    },
    right: { glioma: 8, notumor: 8, pituitary: 8 },
    groups: 12,
    notes: [/names the patients$/],
  })),
  ...(
    [
      ["a measurement", (i) => i * 1.25],
      ["a comment", (i) => `seen by reader ${i}`],
    ] as readonly [string, (i: number) => unknown][]
  ).map(([name, cell]): Case => ({
    name: `${name} and patients beside classes as folders`,
    images: ofKinds,
    files: { "table.csv": kindRows("filename,patient_id,value_of_it", (i) => [`P${i >> 1}`, cell(i)]) },
    right: { glioma: 8, notumor: 8, pituitary: 8 },
    groups: 12,
    notes: [/names the patients$/],
  })),
  {
    name: "a contrast in metadata beside classes as folders, named",
    images: ofKinds,
    files: { "metadata.csv": kindRows("filename,contrast", (i) => [i % 2 ? "no" : "yes"]) },
    options: { labelColumn: "contrast" },
    right: { no: 12, yes: 12 },
  },
  ...["hemorrhage", "label"].map((head): Case => ({
    name: `metadata with a ${head} that contradicts classes as folders`,
    images: ofKinds,
    files: { "metadata.csv": kindRows(`filename,age,${head}`, (i) => [40 + i, i % 2]) },
    right:
      /of metadata\.csv.* and the sub-folders glioma, notumor, pituitary say different things.*data\.labelPattern='\^\(\[\^\/\]\+\)\/'/,
  })),
  {
    name: "a contrast beside classes as folders that have no usual names",
    images: range(24).map((i) => `set/${i < 12 ? "glioma" : "meningioma"}/${i}.png`),
    files: { "table.csv": kindRows("filename,contrast", (i) => [i % 2]) },
    right:
      /column "contrast" of table\.csv and the sub-folders glioma, meningioma say.*data\.labelPattern='\^\[\^\/\]\+\/\(/,
  },
  {
    name: "labels in a table beside folders of words that are no classes",
    images: range(24).map((i) => `${i < 12 ? "Berlin" : "Paris"}/${i}.png`),
    files: { "table.csv": kindRows("filename,tumor", (i) => [i % 2]) },
    right: even,
  },
  {
    name: "a split in a table beside classes as folders, put together",
    images: ofKinds,
    files: { "split.csv": kindRows("filename,split", (i) => [["train", "train", "val", "test"][i % 4]]) },
    right: { glioma: 8, notumor: 8, pituitary: 8 },
    notes: [/^a column's test, train, validation are parts of one set, put together/],
  },
  {
    name: "a split in a table beside classes as folders, kept",
    images: ofKinds,
    files: { "split.csv": kindRows("filename,split", (i) => [["train", "train", "val", "test"][i % 4]]) },
    options: { split: "given" },
    right: { glioma: 8, notumor: 8, pituitary: 8 },
    parts: { train: 12, validation: 6, test: 6 },
    notes: [/kept as training, validation and test$/],
  },
  {
    name: "a table of headings only beside classes as folders",
    images: ofKinds,
    files: { "labels.csv": "", "meta.csv": "filename,patient_id\n", "more.csv": "filename,label\n" },
    right: { glioma: 8, notumor: 8, pituitary: 8 },
  },
  {
    name: "a column that says the same as the folders",
    images: range(24).map((i) => `${i < 12 ? "normal" : "tumor"}/${i}.png`),
    files: {
      "labels.csv": ["file,tumor", ...range(24).map((i) => `${i}.png,${Number(i >= 12)}`)].join("\n"),
    },
    right: even,
  },
  ...(
    [
      ["label", 0],
      ["tumor", 0],
      ["normal", 1],
    ] as const
  ).flatMap(([head, ofNormal]): Case[] =>
    [ofNormal, 1 - ofNormal].map((zero) => ({
      name: `0 and 1 under ${head} that ${zero === ofNormal ? "agree with" : "are turned round to"} classes as folders`,
      images: range(24).map((i) => `${i < 12 ? "normal" : "tumor"}/${i}.png`),
      files: {
        "labels.csv": [`file,${head}`, ...range(24).map((i) => `${i}.png,${i < 12 ? zero : 1 - zero}`)].join(
          "\n",
        ),
      },
      right:
        zero === ofNormal
          ? even
          : new RegExp(
              `of labels\\.csv.* the sub-folders normal, tumor say different things.* --set "data\\.labelColumn=${head}"`,
            ),
    })),
  ),
  ...(
    [
      ["normal", "tumor", "label", "tumor", "normal"],
      ["benign cases", "malignant cases", "diagnosis", "malignant", "benign"],
      ["no_tumor", "tumor", "tumor", "yes", "no"],
      ["normal", "tumor", "healthy", "no", "yes"],
    ] as const
  ).map(([first, second, head, ofFirst, ofSecond]): Case => ({
    name: `${ofFirst} under ${head} for the folder ${first}`,
    images: range(24).map((i) => `${i < 12 ? first : second}/${i}.png`),
    files: {
      "labels.csv": [`file,${head}`, ...range(24).map((i) => `${i}.png,${i < 12 ? ofFirst : ofSecond}`)].join(
        "\n",
      ),
    },
    right: new RegExp(`of labels\\.csv.* and the sub-folders ${first}, ${second} say different things`),
  })),
  ...(
    [
      ["normal", "tumor", "healthy", "yes", "no"],
      ["no_tumor", "tumor", "tumor", "no", "yes"],
      ["Benign cases", "Malignant cases", "diagnosis", "benign", "malignant"],
    ] as const
  ).map(([first, second, head, ofFirst, ofSecond]): Case => ({
    name: `${ofFirst} under ${head} for the folder ${first} agrees with it`,
    images: range(24).map((i) => `${i < 12 ? first : second}/${i}.png`),
    files: {
      "labels.csv": [`file,${head}`, ...range(24).map((i) => `${i}.png,${i < 12 ? ofFirst : ofSecond}`)].join(
        "\n",
      ),
    },
    right: { [ofFirst]: 12, [ofSecond]: 12 },
  })),
  ...(
    [
      ["label", "tumor", "normal"],
      ["tumor", 1, 0],
      ["healthy", 0, 1],
    ] as const
  ).flatMap(([head, ofNormal, ofTumor]): Case[] => {
    const files = range(24).map((i) => `scans/${i < 12 ? "normal" : "tumor"}_${i}.png`);
    const rows = files.map((file, i) => `${file},${i < 12 ? ofNormal : ofTumor}`);
    const turned = { images: files, files: { "labels.csv": [`file,${head}`, ...rows].join("\n") } };
    return [
      {
        name: `${ofNormal} under ${head} for files called normal`,
        ...turned,
        right: new RegExp(
          `files' names say the opposite: scans/normal_0\\.png is ".*", scans/tumor_12\\.png is.* --set "data\\.labelColumn=${head}"`,
        ),
      },
      {
        name: `${ofNormal} under ${head} for files called normal, by name`,
        ...turned,
        options: { labelColumn: head },
        right: { [ofNormal]: 12, [ofTumor]: 12 },
      },
    ];
  }),
  {
    name: "files called tumor whatever their label",
    images: range(24).map((i) => `scans/tumor_${i}.png`),
    files: { "labels.csv": ["file,tumor", ...range(24).map((i) => `tumor_${i}.png,${i % 2}`)].join("\n") },
    right: even,
  },
  {
    name: "a table of patients in each class's folder, of files of the same names",
    images: range(24).map((i) => `${i % 2 ? "normal" : "tumor"}/${i >> 1}.png`),
    files: {
      "normal/meta.csv": ["file,patient_id", ...range(12).map((i) => `${i}.png,N${i >> 1}`)].join("\n"),
      "tumor/table.csv": ["image,subject", ...range(12).map((i) => `${i}.png,T${i >> 1}`)].join("\n"),
    },
    right: { normal: 12, tumor: 12 },
    groups: 12,
    notes: [
      /^column "patient_id" of normal\/meta\.csv, column "subject" of tumor\/table\.csv name the patients$/,
    ],
  },
  {
    name: "patients of files that stand in both classes are asked about",
    images: range(24).map((i) => `${i % 2 ? "normal" : "tumor"}/${i >> 1}.png`),
    files: {
      "meta.csv": kindRows("file,patient_id", (i) => [`P${i >> 1}`])
        .split("\n")
        .slice(0, 13)
        .join("\n"),
    },
    right: { normal: 12, tumor: 12 },
    notes: [
      /"patient_id" of meta\.csv may name patients, but "0\.png" \(line 2\) fits normal\/0\.png, tumor\/0\.png/,
    ],
  },
  {
    name: "patients in a table beside the data folder",
    images: range(24).map((i) => `set/${i < 12 ? "normal" : "tumor"}/${i}.png`),
    files: { "meta.csv": kindRows("file,patient_id", (i) => [`P${i >> 1}`]) },
    given: "set",
    right: { normal: 12, tumor: 12 },
    groups: 12,
    notes: [/^column "patient_id" of \.\.\/meta\.csv names the patients$/],
  },
  {
    name: "patients in a table beside the data folder that names other images too",
    images: range(24).map((i) => `set/${i < 12 ? "normal" : "tumor"}/${i}.png`),
    files: { "other.csv": `${kindRows("file,patient_id", (i) => [`P${i >> 1}`])}\n24.png,P13` },
    given: "set",
    right: { normal: 12, tumor: 12 },
  },
];
