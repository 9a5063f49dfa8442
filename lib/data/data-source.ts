import { statSync } from "node:fs";
import { resolve } from "node:path";
import { dataNameOf, displayPath, fail, groupBy, quoteForShell, root } from "../core";
import type { Dataset } from "./dataset";
import { generatedDataSet, generatedDataSets, type GeneratedDataSet } from "./generated-data-set";
import type { LabelOptions } from "./labelled";
import { isArchive } from "./folders/list-files";
import { readFolder, readLabels, type FolderOptions } from "./read-folder";

/** Source of the images: a generated data set or a folder. */
export interface DataSource {
  /** The value of `--data` that means it from anywhere: a generated set's name, or a folder's absolute path. */
  readonly location: string;
  /** Its name in tables and captions; a folder never has that of a generated set. */
  readonly name: string;
  /** `--data ...` as it is typed in the project's folder, quoted for the shell; "" for the default. */
  commandLineFlag(): string;
  /** @throws InputError when it is not there */
  assertExists(): void;
  /**
   * Images of each class, counted without reading any.
   * @param images of a generated data set
   * @param options how a folder's labels are found
   * @throws InputError when the folder holds no labelled images
   */
  classSizes(images: number, options?: LabelOptions): Promise<number[]>;
  /** @throws InputError for whatever is wrong with the images or labels, naming the files and the remedy */
  read(options: ReadOptions): Promise<Dataset>;
}

/** Options of reading; each source uses those that concern it. */
export interface ReadOptions extends FolderOptions {
  /** Images of a generated data set; a folder has as many as it has. */
  readonly images: number;
  /** Of a generated data set. */
  readonly seed: number;
}

/** The data source of a run that names none. */
export const defaultDataSource = generatedDataSets[0]!.name;

/** Forms of `--data` for a command's help, `phantom|FOLDER`, and the meaning of each. */
export const dataSourceHelp = {
  forms: [...generatedDataSets.map((set) => set.name), "FOLDER"].join("|"),
  meaning: [
    ...generatedDataSets.map(({ name, about }) => `${name}: ${about}`),
    "or a folder of labelled images, or an .npz file of them (data/README.md)",
  ].join("; "),
};

/**
 * The data source that `--data` or a notebook's parameters cell names.
 * @param given a generated set's name, or a folder; `./phantom` is the folder of that name
 * @param base where a relative folder lies, the project's folder by default
 */
export function dataSource(given: string, base = root()): DataSource {
  const set = generatedDataSet(given);
  return set ? generatedSource(set) : folderSource(resolve(base, given));
}

function generatedSource({ name, generate }: GeneratedDataSet): DataSource {
  return {
    location: name,
    name,
    commandLineFlag: () => (name === defaultDataSource ? "" : `--data ${name}`),
    assertExists: () => undefined,
    classSizes: (images) => {
      const { classes } = generate({ images: 1, seed: 1 });
      return Promise.resolve(classes.map((_, label) => Math.ceil((images - label) / classes.length)));
    },
    read: async ({ images, seed, positive, split }) => {
      if (split === "given")
        fail(`read the ${name}`, "data.split=given", "a folder that brings a split", "Leave data.split out.");
      const dataset = generate({ images, seed });
      const known = dataset.positive === undefined ? undefined : dataset.classes[dataset.positive];
      if (!["auto", String(dataset.positive), known].includes(positive))
        fail(
          `read the ${name}`,
          `data.positive "${positive}"`,
          `"${known ?? "auto"}", which it is made for`,
          "Leave data.positive out.",
        );
      return dataset;
    },
  };
}

function folderSource(folder: string): DataSource {
  const name = dataNameOf(folder);
  return {
    location: folder,
    name,
    commandLineFlag: () => `--data ${quoteForShell(folderArgument(folder))}`,
    assertExists: () => {
      const found = statSync(folder, { throwIfNoEntry: false });
      if (!found?.isDirectory() && !(found?.isFile() && isArchive(folder)))
        fail(
          "read the data",
          `${folder} is no folder`,
          `${generatedDataSets.map((set) => `"${set.name}"`).join(", ")} or a folder of images`,
          "Check the path given with --data.",
        );
    },
    classSizes: async (_, options) => {
      const { images } = (await readLabels(folder, options)).labelled;
      return [...groupBy(images, (image) => image.label).values()].map((some) => some.length);
    },
    read: async (options) => ({ ...(await readFolder(folder, options)), name }),
  };
}

/** A folder as typed in the project's folder; `./phantom` where the bare name means a generated set. */
function folderArgument(folder: string): string {
  const path = displayPath(folder);
  return generatedDataSet(path) ? `./${path}` : path;
}
