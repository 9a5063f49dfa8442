import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const names = range(24).map((i) => `a${String(i).padStart(2, "0")}.png`);
const right = { normal: 10, tumor: 10 };
const numbered = (places: readonly string[], ending = ""): string[] =>
  places.flatMap((place) => range(10).map((i) => `${place}/${i}${ending}.png`));

/** Folders, names and cells in other languages than English: what they say of masks, parts, copies and missing values. */
export const otherLanguages: readonly Case[] = [
  ...["maske", "m\u00e1scara", "mascara", "masque", "Segmentierung"].map((word): Case => ({
    name: `masks called 0_${word}`,
    images: [...numbered(classes), ...numbered(classes, `_${word}`)],
    right,
    masks: 20,
  })),
  ...(
    [
      ["Bilder", "Masken"],
      ["im\u00e1genes", "m\u00e1scaras"],
      ["images", "masques"],
      ["immagini", "maschere"],
    ] as const
  ).map(([images, masks]): Case => ({
    name: `${masks} beside ${images}`,
    images: [...numbered(cross(classes, [images])), ...numbered(cross(classes, [masks]), "_x")],
    right,
    masks: 20,
  })),
  ...["aussortiert", "Ausgeschlossen", "gel\u00f6scht", "descartados", "nouveau dossier"].map(
    (name): Case => ({
      name: `a folder called ${name} beside classes`,
      images: per([...classes, name], 10),
      right: /called as what was left out/,
    }),
  ),
  ...["augmentiert", "augment\u00e9es", "\u00fcberlagerungen"].map((name): Case => ({
    name: `a folder called ${name} beside classes`,
    images: per([...classes, name], 10),
    right: /pictures made from others/,
  })),
  ...["_gespiegelt", " - Kopie"].map((word): Case => ({
    name: `copies called 0${word}`,
    images: [...numbered(classes), ...range(4).map((i) => `normal/${i}${word}.png`)],
    right: /a word for changed copies/,
  })),
  ...(
    [
      ["Trainingsdaten", "Testdaten"],
      ["entrenamiento", "prueba"],
    ] as const
  ).map((parts): Case => ({
    name: `parts called ${parts.join(" and ")}`,
    images: per(cross(parts, classes), 5),
    right,
    notes: [/are parts of one set/],
  })),
  ...["unbekannt", "k. A.", "#NV", "#\u00a1VALOR!", "n.a.", "\u2013", "(leer)", "\u672a\u77e5", "\\N"].map(
    (cell): Case => ({
      name: `labels of ${cell} beside others`,
      images: names,
      files: {
        "labels.csv": [
          "id;Befund",
          ...names.map((name, i) => `${name};${["normal", "Tumor", cell][i % 3]!}`),
        ].join("\n"),
      },
      right: /8 images have the label ".*": labels\.csv line 4/,
    }),
  ),
];
