import { groupBy, type Run } from "../core";
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
  const isNamed = dataset.slices.some(({ group }) => group !== undefined);
  const kept = {
    named: isNamed
      ? "; images of one patient stay together, and the shares are kept as nearly as that allows"
      : "",
    guessed:
      "; images of one patient, or that look like one scan, stay together, and the shares are kept as nearly as that allows",
    cautious:
      "; images of one patient, or that may be of one scan or figure, stay together, and the shares are kept as nearly as that allows",
    none: isNamed ? "; images of one patient may lie in several parts" : "",
  };
  const { validation, test } = partShares;
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  return {
    what: "split",
    value: `${percent(1 - validation - test)} to train, ${percent(validation)} to validate, ${percent(test)} to test`,
    how: `at random, each class in its share${kept[grouping]} (data.grouping=${grouping})`,
  };
}

/** Label options from a run's `data` settings. */
export function labelOptions(settings: Run["settings"]): LabelOptions {
  return {
    labelPattern: settings["data.labelPattern"],
    idColumn: settings["data.idColumn"],
    labelColumn: settings["data.labelColumn"],
    groupColumn: settings["data.groupColumn"],
    missing: settings["data.missing"],
    slices: settings["data.slices"],
    split: settings["data.split"],
    unlabelled: settings["data.unlabelled"],
    uncertain: settings["data.uncertain"],
  };
}
