/** Settings of a truth trial's study that takes seconds: two folds, one arm beside the originals. */
export const tinyStudy = {
  "gan.epochs": 1,
  "samples.count": 20,
  "classifier.filters": 4,
  "classifier.epochs": 1,
  "study.folds": 2,
  "study.repeats": 1,
  "study.arms": "original+synthetic",
};
