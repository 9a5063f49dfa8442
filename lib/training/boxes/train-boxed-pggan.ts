import { join } from "node:path";
import { countOf, fail, writeJson } from "../../core";
import { boxedImages, type BoxedImages } from "../../data/boxes/boxed-images";
import { boxMaps } from "../../data/boxes/box-map";
import type { PgganSpec } from "../../models";
import type { GanWatcher } from "../gan-progress";
import type { GrowthSchedule } from "../progressive/growth-schedule";
import { trainPggan, type PgganOptions } from "../progressive/train-pggan";
import type { TrainedGan } from "../trained-gan";

/** A growing training whose networks are told boxes. */
export interface BoxedPgganTask {
  /** Images of one class, with their boxes. */
  readonly train: BoxedImages<"train">;
  /** Made with `hasBoxes`. */
  readonly spec: PgganSpec;
  readonly schedule: GrowthSchedule;
  /** `mismatchWeight` is the share of real images with other images' boxes among what counts as fake; 0.3 by default. */
  readonly options: PgganOptions;
}

/**
 * Trains a growing pair that is told boxes at every side: `trainPggan`'s, and a generator for `generateBoxed`.
 * @throws as `trainPggan`; before any training RangeError as `boxedImages`, InputError where no image has a box
 * Source: Han et al. 2019 (CPGGAN). Deviation: real images with other images' boxes count as fakes (Reed et al. 2016).
 */
export async function trainBoxedPggan(
  { train: { images, boxes }, spec, schedule, options }: BoxedPgganTask,
  watcher?: GanWatcher,
): Promise<TrainedGan> {
  boxedImages(images, boxes); // a box outside would be an empty map
  if (boxes.every((some) => some.length === 0))
    fail(
      `train the PGGAN of ${options.name}`,
      countOf(boxes.length, "image without a box", "images without a box"),
      "boxes to be told",
      "Give it onlyBoxed(train).",
    );
  const maps = boxMaps(boxes, images.size);
  const task = { train: images, spec, schedule, options: { mismatchWeight: 0.3, ...options }, boxes: maps };
  const gan: TrainedGan = { ...(await trainPggan(task, watcher)), boxes };
  writeJson(join(gan.folder, "gan.json"), { ...gan, folder: undefined });
  return gan;
}
