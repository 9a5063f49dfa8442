import { countOf, groupBy, type Run } from "../core";
import { dataSource } from "./data-source";
import type { LabelOptions } from "./labelled";
import type { Dataset } from "./dataset";
import type { Grouping } from "./duplicates/groups";
import type { ReadingRow } from "./reading-row";
import { partShares } from "./split/part-shares";

/**
 * The data set of a run: generated, or a folder of labelled images, read as the run's `data` settings say.
 * @param more of images that nothing is trained on: they may be few
 * @throws InputError for whatever is wrong with the images or labels, naming the files and the remedy
 */
export async function read(
  { data, seed, settings }: Pick<Run, "data" | "seed" | "settings">,
  more: Pick<LabelOptions, "isJudgedOnly"> = {},
): Promise<Dataset> {
  const [center, width] = [settings["data.windowCenter"], settings["data.windowWidth"]];
  const dataset = await dataSource(data).read({
    images: settings["data.images"],
    seed,
    positive: settings["data.positive"],
    groupPattern: settings["data.groupPattern"],
    ...labelOptions(settings),
    ...more,
    window: settings["data.window"] === "given" ? { center, width } : undefined,
  });
  return { ...dataset, reading: [...dataset.reading, splitRow(dataset, settings["data.grouping"])] };
}

/** The line that says how the notebooks will divide a data set. */
function splitRow(dataset: Dataset, grouping: Grouping): ReadingRow {
  const given = groupBy(dataset.slices, ({ part }) => part);
  if (!given.has(undefined)) {
    const sizes = (["train", "validation", "test"] as const).map((part) => given.get(part)?.length ?? 0);
    const taken = sizes[1] === 0 ? "; validation is taken from training" : "";
    return {
      what: "split",
      value: `${sizes[0]} to train, ${sizes[1]} to validate, ${sizes[2]} to test`,
      how: `the parts that the data set brings${taken} (data.split=given)`,
    };
  }
  const { validation, test } = partShares;
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  return {
    what: "split",
    value: `${percent(1 - validation - test)} to train, ${percent(validation)} to validate, ${percent(test)} to test`,
    how: `at random, each class in its share${keptTogether(dataset, grouping)} (data.grouping=${grouping})`,
  };
}

/** Which images will not be parted; empty where none is kept with another. */
function keptTogether({ slices }: Dataset, grouping: Grouping): string {
  const named = slices.filter(({ group }) => group !== undefined).length;
  const alone = slices.length - named;
  if (grouping === "none") return named > 0 ? "; images of one patient may lie in several parts" : "";
  if (grouping === "named" && named === 0) return "";
  const [some, likely] =
    grouping === "cautious"
      ? ["images that may be of one scan or figure", "what may be of its scan or figure"]
      : ["images that look like one scan", "what looks like its scan"];
  const without =
    grouping === "named"
      ? `, ${countOf(alone, "image")} without one on ${alone === 1 ? "its" : "their"} own`
      : `, an image without one with ${likely}`;
  const who = named === 0 ? some : "images of one patient";
  return `; ${who} stay together${named > 0 && alone > 0 ? without : ""}, and the shares are kept as nearly as that allows`;
}

/** Label options from a run's `data` settings. */
export function labelOptions(settings: Run["settings"]): LabelOptions {
  return {
    onlyFolder: settings["data.folder"],
    labelPattern: settings["data.labelPattern"],
    idColumn: settings["data.idColumn"],
    labelColumn: settings["data.labelColumn"],
    groupColumn: settings["data.groupColumn"],
    missing: settings["data.missing"],
    slices: settings["data.slices"],
    split: settings["data.split"],
    unlabelled: settings["data.unlabelled"],
    uncertain: settings["data.uncertain"],
    excluded: settings["data.excluded"],
  };
}
