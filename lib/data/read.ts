import type { Run } from "../core";
import { dataSource } from "./data-source";
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
  return dataSource(data).read({
    images: settings["data.images"],
    seed,
    positive: settings["data.positive"],
    groupPattern: settings["data.groupPattern"],
    window: { center: settings["data.windowCenter"], width: settings["data.windowWidth"] },
  });
}
