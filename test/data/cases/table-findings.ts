import { range, type Case } from "./verify-case";

const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const findings = (cell: (i: number) => string): Record<string, string> => ({
  "labels.csv": ["id,Finding Labels", ...names.map((name, i) => `${name},${cell(i)}`)].join("\n"),
});

/** A table with one row per image and finding. */
export const rowPerFinding = [
  "image_id,class_name",
  ...names.flatMap((name, i) => [
    `${name},${i % 2 ? "Nodule" : "No finding"}`,
    ...(i % 4 === 1 ? [`${name},Mass`] : []),
  ]),
].join("\n");

/** Findings of which some are not known. */
export const tableFindings: readonly Case[] = [
  ...["", "NA", "?", "unknown", "nan|NA"].flatMap((nothing): Case[] => {
    const written = (what: string): Pick<Case, "name" | "images" | "files"> => ({
      name: `findings written as "${nothing}": ${what}`,
      images: names,
      files: findings((i) => (i % 8 === 0 ? nothing : ["No Finding", "Edema|Mass", "Mass"][i % 3]!)),
    });
    return [
      {
        ...written("refused"),
        options: { labelColumn: "Edema" },
        right: /column "Edema" of labels\.csv: 3 images have an empty label: .*data\.unlabelled=skip/,
      },
      {
        ...written("left out"),
        options: { labelColumn: "Edema", unlabelled: "skip" },
        right: { 0: 14, 1: 7 },
        notes: [/"Edema" the classes/, /3 rows with an empty label left out/, /among whose findings/],
      },
    ];
  }),
  {
    name: "a row per finding, one named, some not known",
    images: names,
    files: { "labels.csv": `${rowPerFinding.replace("a00.png,No finding", "a00.png,?")}\na02.png,NA` },
    options: { labelColumn: "Mass", unlabelled: "skip" },
    right: { 0: 17, 1: 6 },
    notes: [/"Mass" the classes/, /1 row with an empty label left out/, /among whose findings/],
  },
];
