import type { Run } from "../core";
import { dataSource } from "./data-source";
import { brain } from "./formats/window";
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
    window: isBrain ? undefined : { center, width },
  });
}
