export { auc, hanleyMcNeil, type Auc } from "../statistics/auc";
export { boxedImages, concatBoxed, onlyBoxed, pickBoxed, type BoxedImages } from "./boxes/boxed-images";
export type { BoundingBox } from "./boxes/bounding-box";
export { findBoxes, freshBoxed, type FoundBoxes } from "./boxes/find-boxes";
export { assertEnough } from "./split/assert-enough";
export { blurAndDarken, type Degradation } from "./blur-and-darken";
export type { Dataset, Preprocessed, Slice } from "./dataset";
export { randomImages, type RandomImages } from "./random-images";
export type { ReadingRow } from "./reading-row";
export { decode } from "./formats/decode";
export type { DecodedImage } from "./formats/image-format";
export { crossings, duplicates, leakedTestImages, type DuplicatePair } from "./duplicates/duplicates";
export { duplicateSets, groupsOf, type DuplicateSets, type Grouping, type Groups } from "./duplicates/groups";
export { groupedFolds, type FoldOptions, type FoldIndices } from "./split/grouped-folds";
export { externalOf, sealExternal, type ExternalSet } from "./external/seal-external";
export { fingerprint } from "./fingerprint";
export { dataSource, type DataSource } from "./data-source";
export { fewestImages, readFolder } from "./read-folder";
export {
  concat,
  imageSet,
  pick,
  withLabel,
  type ImageSet,
  type ImageSetParts,
  type Role,
  type SealedTest,
  type Split,
} from "./image-set";
export type { Label } from "./label";
export { heldOut, type HeldOut } from "./split/held-out";
export { intensities, type Intensities } from "./intensities";
export { isKaggleHeadCt } from "./is-kaggle-head-ct";
export {
  oneNearestNeighbour,
  oneNearestNeighbourWithout,
  type NearestNeighbour,
} from "./one-nearest-neighbour";
export { drawPhantoms, type DrawnPhantoms } from "./draw-phantoms";
export { phantom } from "./phantom";
export { preprocess, square } from "./preprocess";
export { labelOptions, read } from "./read";
export { readMasks, type Masks } from "./read-masks";
export { shortcuts, type Shortcut } from "./shortcuts";
export { split, splitAt } from "./split/split";
export { isSplitOf, openSplit, saveSplit, type DatasetSummary, type OpenedSplit } from "./split/split-files";
export {
  classCounts,
  meanImages,
  partCounts,
  sizes,
  splitSentence,
  type MeanImages,
  type Sizes,
} from "./summary";
