export { classNames, classPair, type Positive } from "./class-names";
export type { Dataset, Preprocessed, Slice } from "./dataset";
export { decode, type Picture } from "./decode";
export { fingerprint } from "./fingerprint";
export { fewestImages, readFolder } from "./folder";
export {
  concat,
  imageSet,
  pick,
  withLabel,
  type ImageSet,
  type ImageSetParts,
  type Label,
  type Role,
  type SealedTest,
  type Split,
} from "./image-set";
export { phantom } from "./phantom";
export { preprocess, square } from "./preprocess";
export { read, type Source } from "./read";
export { split } from "./split";
export { openSplit, saveSplit, type About, type OpenedSplit } from "./split-files";
