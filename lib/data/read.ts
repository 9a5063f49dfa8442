import type { Run } from "../core";
import { dataSource } from "./data-source";
import { brain } from "./formats/window";
import type { LabelOptions } from "./labelled";
import type { Dataset } from "./dataset";

/**
 * The data set of a run: generated, or a folder of labelled images, read as the run's `data` settings say.
 * @throws InputError for whatever is wrong with the images or labels, naming the files and the remedy
 */
export async function read({
  data,
  seed,
  settings,
}: Pick<Run, "data" | "seed" | "settings">): Promise<Dataset> {
  const [center, width] = [settings["data.windowCenter"], settings["data.windowWidth"]];
  const isBrain = center === brain.center && width === brain.width; // the default: files that are no CT have their own
  return dataSource(data).read({
    images: settings["data.images"],
    seed,
    positive: settings["data.positive"],
    groupPattern: settings["data.groupPattern"],
    ...labelOptions(settings),
    window: isBrain ? undefined : { center, width },
  });
}

/** Label options from a run's `data` settings. */
export function labelOptions(settings: Run["settings"]): LabelOptions {
  return {
    labelPattern: settings["data.labelPattern"],
    idColumn: settings["data.idColumn"],
    labelColumn: settings["data.labelColumn"],
    groupColumn: settings["data.groupColumn"],
    missing: settings["data.missing"],
  };
}
