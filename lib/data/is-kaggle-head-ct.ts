import type { Dataset } from "./dataset";

/** Fingerprint of Kaggle's "Head CT - hemorrhage" as this library reads it: 200 slices, ids 000 to 199. */
const published = "2bf4e8b0a9e8990855923a9169c4353f35042505ce37e913895f5b5175020ff8";

/** True when a data set is the paper's: every id, label, size and grey value of the 200 slices is as published. */
export function isKaggleHeadCt(dataset: Pick<Dataset, "fingerprint">): boolean {
  return dataset.fingerprint === published;
}
