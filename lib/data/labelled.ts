import type { Part } from "./part-of";
import type { ReadingRow } from "./reading-row";

/** An image file with the label that the folder gives it. */
export interface LabelledImage {
  /** Path relative to the data folder. */
  readonly file: string;
  /** Which of the file's images, from 0; undefined where it holds one. */
  readonly index?: number | undefined;
  /** Whether it is one of several images of one patient: slices of a volume, which stay together. */
  readonly isVolume?: boolean;
  readonly label: string;
  /** The patient or scan that a table's column names. */
  readonly group?: string | undefined;
  /** The part of the split that the data set brings, where a folder or table says it; used by data.split=given only. */
  readonly part?: Part | undefined;
  /** Where the label was found, for messages: `labels.csv line 3`, or the file. */
  readonly where: string;
}

/** Options for finding labels, where the folder alone does not tell; "" leaves it to the folder. */
export interface LabelOptions {
  /** Nothing is trained on the images: one of one class is enough. */
  readonly isJudgedOnly?: boolean | undefined;
  /** Name of the folders whose images alone are read (see `onlyFolder`). */
  readonly onlyFolder?: string;
  /** Regular expression on image paths that names the class (see `assignLabels`). */
  readonly labelPattern?: string;
  /** Headings of a table's columns. */
  readonly idColumn?: string;
  readonly labelColumn?: string;
  readonly groupColumn?: string;
  /** Treatment of a table's rows without an image: "refuse" by default. */
  readonly missing?: "refuse" | "skip";
  /** "given" keeps the parts that the data set brings; "drawn" by default: they are put together. */
  readonly split?: "drawn" | "given";
  /** Treatment of rows without a label (empty, `NA`, `?`): "refuse" by default; "0" takes them as 0. */
  readonly unlabelled?: "refuse" | "skip" | "0";
  /** Which images of files with several are taken (see `divideFiles`); "" by default: such files are refused. */
  readonly slices?: string;
  /** Treatment of the label -1 beside 0 and 1: "refuse" by default. */
  readonly uncertain?: "refuse" | "skip" | "0" | "1";
  /** Treatment of images that a column called `exclude` and the like says yes of: "refuse" by default. */
  readonly excluded?: "refuse" | "skip" | "keep";
}

/** An image's name: its file's path, and which of several it is, `scan.nii.gz#57`. */
export function nameOf({ file, index }: Pick<LabelledImage, "file" | "index">): string {
  return index === undefined ? file : `${file}#${index}`;
}

/** What named the patients. */
export interface GroupOrigin {
  readonly by: "column" | "folders" | "pattern";
  /** For the table of what was read: `column "group" of labels.csv`. */
  readonly words: string;
  /** Heading of the column. */
  readonly heading?: string;
  /** A note, where it is not plain that these are patients. */
  readonly note?: string;
  /** Files of the tables that name them, where other tables say the labels. */
  readonly tables?: readonly string[];
}

/** Labels and patients of a folder's images. */
export interface Labelled {
  /** In the order of the files' paths. */
  readonly images: readonly LabelledImage[];
  /** Images the folder gives no label. */
  readonly without: readonly string[];
  /** Meaning of a 1, when a table's heading says it. */
  readonly heading: string | undefined;
  /** Files of the tables that say the labels; none where folders or a pattern do. */
  readonly tables: readonly string[];
  /** Rows that repeat another row's image and label. */
  readonly repeated: number;
  /** Notes on how labels were found, where that is not plain; `groupsFrom` holds that on patients. */
  readonly notes: readonly string[];
  /** What named the classes: `column "label" of labels.csv`. */
  readonly labelsFrom: string;
  /** Undefined where nothing named patients. */
  readonly groupsFrom: GroupOrigin | undefined;
  /** Further lines of what was read: what was left out, parts that were put together. */
  readonly rows: readonly ReadingRow[];
}
