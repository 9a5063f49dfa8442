import type * as tfjs from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countOf, fail, sha256, writeJson } from "../../core";
import { boxedImages, type BoxedImages } from "../../data/boxes/boxed-images";
import { pixelHash } from "../../data/pixel-bytes";
import { eventLog } from "../event-log/event-log";
import { assertSavable } from "../keras/assert-savable";
import { saveKeras } from "../keras/h5";
import { networkText } from "../network-text";
import { runTraining, silentWatcher } from "../run-training";
import { sourceText, trainingCheckpoint } from "../training-checkpoint";
import { anchorOf, type Anchor } from "./cell-targets";
import type { DetectorEpoch, DetectorOptions } from "./detector-options";
import { detectorTraining } from "./detector-training";

/** A trained detector as it lies on disk; holds no tensor. */
export interface TrainedDetector {
  readonly name: string;
  readonly foldId: string;
  /** Images that it was trained on. */
  readonly images: number;
  /** Every real image it, or a generator of its images, saw. None of them may be in a test set. */
  readonly seen: readonly string[];
  /** Patients of the images that it was trained on; of those that only a generator saw the ids alone are known, `seen`. */
  readonly seenGroups: readonly string[];
  readonly size: number;
  readonly anchor: Anchor;
  readonly steps: number;
  readonly history: readonly DetectorEpoch[];
  /** The folder of detector.h5. */
  readonly folder: string;
  /** SHA-256 of detector.h5. */
  readonly hash: string;
}

/**
 * Trains a detector on images with boxes, images without a box among them, and writes detector.h5 and detector.json.
 * Interrupted and called again it resumes, bit by bit. All options being equal, arms of different images take equal steps.
 *
 * @param train real images, or real and synthetic ones joined by `concatBoxed`
 * @param build the network of images of a side, such as `detector` of the models
 * @throws before any training RangeError as `boxedImages`, TypeError for a network that is no detector, InputError when no image has
 *   a box; InputError when a loss is not finite; KeyboardInterrupt
 */
export async function trainDetector(
  train: BoxedImages<"train" | "synthetic">,
  build: (size: number) => tfjs.LayersModel,
  options: DetectorOptions,
): Promise<TrainedDetector> {
  const { name, folder, logs, epochs, ...setting } = options;
  const { images, boxes } = boxedImages(train.images, train.boxes); // a box outside has no cell
  if (boxes.every((some) => some.length === 0))
    fail(
      `train the detector ${name}`,
      countOf(boxes.length, "image without a box", "images without a box"),
      "boxes to learn from",
      "Give it images with boxes among them.",
    );
  const anchor = anchorOf(boxes);
  const training = detectorTraining(train, build, anchor, options);
  assertSavable(training.network, training);
  const checkpoint = trainingCheckpoint(training, {
    name,
    folder,
    epochs,
    what: "the detector",
    setting: "epochs",
    key: {
      network: [sourceText({ build }), networkText(training.network)],
      setting: Object.entries(setting).filter(([key]) => key !== "checkpointEvery"),
      "set of images": [images.foldId, images.ids, pixelHash(images), boxes],
    },
  });
  return runTraining(
    {
      training,
      checkpoint,
      watcher: silentWatcher,
      now: () => undefined,
      log: eventLog(logs),
      lossesOf: ({ loss }: DetectorEpoch) => ({ loss }),
      save: async () => {
        await saveKeras(training.network, join(folder, "detector.h5"));
        const trained: TrainedDetector = {
          name,
          foldId: images.foldId,
          images: images.ids.length,
          seen: images.seen,
          seenGroups: [...new Set(images.groups)],
          size: images.size,
          anchor,
          steps: training.steps,
          history: training.history,
          folder,
          hash: sha256(readFileSync(join(folder, "detector.h5"))),
        };
        writeJson(join(folder, "detector.json"), { ...trained, folder: undefined });
        return trained;
      },
      words: {
        line: "detector",
        what: "the detector",
        remedy: "learningRate",
        losses: ({ loss }) => `loss ${loss.toFixed(3)}`,
      },
    },
    options,
  );
}
