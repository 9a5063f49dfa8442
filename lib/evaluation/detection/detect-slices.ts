import { countOf, fail, formatList } from "../../core";
import type { BoxedImages } from "../../data/boxes/boxed-images";
import type { BoundingBox } from "../../data/boxes/bounding-box";
import type { ImageSet, Role, SealedTest } from "../../data/image-set";
import { openTest } from "../../data/split/test-seal";
import { detect } from "../../training/detection/detect";
import type { TrainedDetector } from "../../training/detection/train-detector";
import { assertUnseen, refuseLeak } from "../assert-unseen";
import type { DetectedSlice } from "./match-detections";

/**
 * What finished detectors find in images that none of them saw, such as fresh phantoms, beside the boxes that are there.
 * @returns for each detector, the slices in the images' order
 * @throws RangeError when an image or its patient had a part in a detector
 */
export async function detectSlices(
  detectors: readonly TrainedDetector[],
  { images, boxes }: BoxedImages<Role>,
): Promise<DetectedSlice[][]> {
  for (const detector of detectors) refuseSeen(detector, images);
  const all: DetectedSlice[][] = [];
  for (const detector of detectors) {
    const found = await detect(detector, images);
    all.push(
      found.map((detections, i) => ({
        id: images.ids[i]!,
        group: images.groups[i]!,
        detections,
        truth: boxes[i]!,
      })),
    );
  }
  return all;
}

/**
 * What finished detectors find in the sealed test, which this opens: it counts as one opening.
 * @param boxes of the data set's images by their ids, in the preprocessed images' pixels
 * @returns for each detector, the slices in the test's order
 * @throws RangeError when a detector is of another split, or a test image or its patient had a part in it; InputError when no
 *   test image has a box
 */
export async function detectTest(
  detectors: readonly TrainedDetector[],
  sealed: SealedTest,
  boxes: ReadonlyMap<string, readonly BoundingBox[]>,
): Promise<DetectedSlice[][]> {
  for (const detector of detectors) assertUnseen(describeAction(detector), detector, sealed);
  requireTestBoxes(sealed, boxes);
  const images = openTest(sealed);
  return detectSlices(detectors, { images, boxes: images.ids.map((id) => boxes.get(id) ?? []) });
}

/**
 * That there is something to find in the sealed test, which stays closed: to be asked before detectors are trained for it.
 * @throws InputError when no test image has a box
 */
export function requireTestBoxes(
  { ids }: Pick<SealedTest, "ids">,
  boxes: ReadonlyMap<string, readonly BoundingBox[]>,
): void {
  if (ids.some((id) => (boxes.get(id) ?? []).length > 0)) return;
  fail(
    "evaluate detectors on the test images",
    `${countOf(ids.length, "image")} without a box`,
    "boxes to be found among them",
    "Use more images with boxes, or another seed.",
  );
}

function refuseSeen(detector: TrainedDetector, { ids, groups }: ImageSet<Role>): void {
  const [seen, people] = [new Set(detector.seen), new Set(detector.seenGroups)];
  const known = ids.filter((id, i) => seen.has(id) || people.has(groups[i]!));
  if (known.length > 0)
    refuseLeak(describeAction(detector), `it saw images, or patients, of ${formatList(known)}`);
}

const describeAction = ({ name }: TrainedDetector): string => `evaluate the detector ${name}`;
