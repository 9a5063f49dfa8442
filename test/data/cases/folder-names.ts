import { cross, per, range, type Case } from "./verify-case";

const classes = ["normal", "tumor"];
const put = /put together/;
const asPatients = /taken as patients/;
const ask = /do .* name patients\? Their images are not kept together; --set data\.groupPattern=/;
const people = ["Anna", "Ben", "Cleo"];

/** Sites, hospitals and sources above the classes, whose names may hold the words of classes. */
export const siteNames: readonly Case[] = [
  ...[
    ["Normal University Hospital", "City Hospital"],
    ["Tumor Center A", "Tumor Center B", "Tumor Center C"],
    ["Cancer Institute", "Stroke Clinic"],
    ["Tumor_Centre_1", "Normal_Centre_2"],
  ].flatMap((sites): Case[] => [
    {
      name: `${sites.join(", ")} above usual classes`,
      images: per(cross(sites, classes), 2),
      right: { normal: 2 * sites.length, tumor: 2 * sites.length },
      notes: [put],
    },
    {
      name: `${sites.join(", ")} above classes of other names`,
      images: per(cross(sites, ["glioma", "meningioma"]), 2),
      right: { glioma: 2 * sites.length, meningioma: 2 * sites.length },
      notes: [put],
    },
  ]),
  {
    name: "one hospital around the classes",
    images: per(cross(["Normal University Hospital"], classes), 2),
    right: { normal: 2, tumor: 2 },
  },
  ...[
    ["Hospital A", "Hospital B"],
    ["Tumor Center A", "Normal Hospital"],
    ["fold1", "fold2"],
  ].map((sites): Case => ({
    name: `only ${sites.join(", ")}`,
    images: per(sites, 2),
    right: /are called as sites or folds are, expected folders of classes/,
  })),
  {
    name: "sites above classes above patients",
    images: per(
      range(8).map((i) => `site${i < 4 ? 1 : 2}/${classes[i % 2]!}/p${i}`),
      2,
    ),
    right: { normal: 8, tumor: 8 },
    groups: 8,
    notes: [put, asPatients],
  },
  {
    name: "two sets in one folder",
    images: per(cross(["My Data", "Other Data"], classes), 2),
    right: { normal: 4, tumor: 4 },
    notes: [/put together; do My Data, Other Data name patients\?/],
  },
  {
    name: "years above classes",
    images: per(cross(["2019", "2020"], classes), 2),
    right: { normal: 4, tumor: 4 },
    notes: [put],
  },
];

/** Patients that are called by words or numbers as classes are. */
export const patientNames: readonly Case[] = [
  {
    name: "two patients named by words above classes",
    images: per(cross(people.slice(0, 2), classes), 2),
    right: { normal: 4, tumor: 4 },
    notes: [/put together; do Anna, Ben name patients\?.*data\.groupPattern='\^\(\[\^\/\]\+\)\/'/],
  },
  {
    name: "three patients named by words above classes",
    images: per(cross(people, classes), 2),
    right: { normal: 6, tumor: 6 },
    groups: 3,
    notes: [/Anna, Ben, Cleo are taken as patients \(--set data\.grouping=none if they are none\)/],
  },
  {
    name: "three patients named by words, of one class each",
    images: per(["Anna/normal", "Ben/tumor", "Cleo/normal"], 2),
    right: { normal: 4, tumor: 2 },
    groups: 3,
    notes: [asPatients],
  },
  {
    name: "patients named by words above visits above classes",
    images: per(cross(people, ["visit1", "visit2"], classes), 1),
    right: { normal: 6, tumor: 6 },
    groups: 3,
    notes: [/visit1, visit2 .*put together/, asPatients],
  },
  {
    name: "folders of words inside classes: patients or kinds",
    images: per([...people.map((p) => `normal/${p}`), "tumor/Dora", "tumor/Emil"], 2),
    right: { normal: 6, tumor: 4 },
    notes: [ask],
  },
  {
    name: "folders of words inside classes of other names",
    images: per([...people.map((p) => `glioma/${p}`), "meningioma/Dora", "meningioma/Emil"], 2),
    right: { glioma: 6, meningioma: 4 },
    notes: [/data\.groupPattern='\^\[\^\/\]\+\/\(\[\^\/\]\+\)\/'/],
  },
  {
    name: "patients inside one of the classes only",
    images: [...per(["glioma/p1", "glioma/p2", "glioma/p3"], 2), ...per(["normal"], 4, "n")],
    right: { glioma: 6, normal: 4 },
    groups: 3,
    ungrouped: 4,
    notes: [asPatients],
  },
  {
    name: "patients of small numbers above 0 and 1",
    images: per(cross(["1", "2", "3", "4"], ["0", "1"]), 2),
    right: { 0: 8, 1: 8 },
    groups: 4,
    notes: [asPatients],
  },
  {
    name: "patients of small numbers inside 0 and 1",
    images: per(cross(["0", "1"], ["1", "2", "3"]), 2),
    right: { 0: 6, 1: 6 },
    groups: 3,
    notes: [asPatients],
  },
  {
    name: "patients of numbers inside 0 and 1",
    images: per(
      range(8).map((i) => `${i % 2}/${8860 + i}`),
      2,
    ),
    right: { 0: 8, 1: 8 },
    groups: 8,
    notes: [asPatients],
  },
  {
    name: "patients of numbers inside grades",
    images: per(
      range(9).map((i) => `${1 + (i % 3)}/${100 + i}`),
      2,
    ),
    right: { 1: 6, 2: 6, 3: 6 },
    groups: 9,
    notes: [asPatients],
  },
  { name: "grades 1, 2, 3", images: per(["1", "2", "3"], 2), right: { 1: 2, 2: 2, 3: 2 } },
  {
    name: "classes 0 to 10",
    images: per(range(11).map(String), 1),
    right: Object.fromEntries(range(11).map((i) => [i, 1])),
  },
  ...[["101", "102"], ["001", "002", "003"], range(12).map((i) => `${i + 1}`)].map((numbers): Case => ({
    name: `only numbers, as patients have them: ${numbers.join(", ")}`,
    images: per(numbers, 2),
    right: new RegExp(`the ${numbers.length} folders .* are called as patients are`),
  })),
];

/** Classes that parts of one set spell differently, or lack. */
export const classSpellings: readonly Case[] = [
  ...[
    ["Normal", "normal"],
    ["PNEUMONIA ", "PNEUMONIA"],
    ["tumor", "tumors"],
    ["tumour", "tumor"],
    ["Haemorrhage", "hemorrhage"],
    ["no_tumor", "no tumor"],
    ["no_tumor", "notumor"],
    ["tumor", "tumor."],
    ["Viral Pneumonia", "viral-pneumonia"],
  ].map(([a, b]): Case => ({
    name: `${JSON.stringify(a)} in one part, ${JSON.stringify(b)} in the other`,
    images: per([`train/${a!}`, "train/glioma", `test/${b!}`, "test/glioma"], 2),
    right: /differ in (spelling|upper and lower case) only, expected one name per class/,
  })),
  {
    name: "letters of a class in two Unicode forms, which look alike",
    images: per(["train/M\u00e9ni\u00e8re", "train/glioma", "test/Me\u0301nie\u0300re", "test/glioma"], 2),
    right: /look alike, but differ in the Unicode form of letters .*, expected one name per class/,
  },
  {
    name: "numbers with a zero in front in one part",
    images: per(["train/1", "train/2", "test/01", "test/02"], 2),
    right: /"0?1", "0?1" differ in spelling only/,
  },
  ...[
    ["train_normal", "train_tumor", "test_normal", "test_tumor"],
    ["normal-train", "normal-val", "tumor-train", "tumor-val"],
  ].map((names): Case => ({
    name: `parts in the names of classes: ${names.join(", ")}`,
    images: per(names, 2),
    right: /name a part of a split and a class each.*data\.labelPattern='\((normal|tumor)\|(normal|tumor)\)'/,
  })),
  {
    name: "classes of training only, so called",
    images: per(["normal_train", "tumor_train"], 2),
    right: { normal_train: 2, tumor_train: 2 },
  },
  {
    name: "a class's name that ends with a blank",
    images: per(["normal ", "tumor"], 2),
    right: { normal: 2, tumor: 2 },
  },
  {
    name: "a class in training only",
    images: per([...cross(["train"], [...classes, "cyst"]), ...cross(["test"], classes)], 2),
    right: { cyst: 2, normal: 4, tumor: 4 },
    notes: [put, /not every part has every class: cyst lies in train only/],
  },
  {
    name: "each class in a part of its own",
    images: per(["train/normal", "test/tumor"], 2),
    right: { normal: 2, tumor: 2 },
    notes: [put, /tumor lies in test only; normal lies in train only/],
  },
];

/** Files that programs leave, names that are hard to write, folders given at the wrong level. */
export const oddities: readonly Case[] = [
  {
    name: "what programs leave in folders",
    images: [
      ...per(classes, 2),
      ...["._i0_0", ".ipynb_checkpoints/i0_0-checkpoint", ".thumbnails/a", "@eaDir/i0_0.png/SYNO_M"].map(
        (file) => `normal/${file}.png`,
      ),
      ...["@eaDir", "$RECYCLE.BIN", "System Volume Information", "__MACOSX/normal", "lost+found"].map(
        (place) => `${place}/a.png`,
      ),
    ],
    files: { "normal/Thumbs.db": "x", "tumor/desktop.ini": "x" },
    right: { normal: 2, tumor: 2 },
  },
  {
    name: "blanks, line ends and pictures in names",
    images: per(["my set /normal", "my set /tu\u{1f600}mor"], 2, "a \n \u{1f9e0} "),
    right: { normal: 2, "tu\u{1f600}mor": 2 },
  },
  {
    name: "classes far down",
    images: per(cross(["a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t"], classes), 2),
    right: { normal: 2, tumor: 2 },
  },
  {
    name: "a class alone, given one level too low",
    images: per(classes, 2),
    given: "normal",
    right: /If this folder is one class, give the one that holds all classes/,
  },
  {
    name: "a class's patients, given one level too low",
    images: per(cross(["normal"], ["p1", "p2", "p3"]), 2),
    given: "normal",
    right: /are called as patients are/,
  },
  {
    name: "a set given one level too high",
    images: per(cross(["set"], classes), 2),
    right: { normal: 2, tumor: 2 },
  },
];
