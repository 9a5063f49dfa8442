import { fail } from "../core";
import type { Dataset } from "./dataset";

/**
 * That a data set which is read once more is the one that the split was made of.
 * @param fingerprint the split's; absent: any data set will do
 * @throws InputError where it is another one
 */
export function assertSameData(
  action: string,
  dataset: Pick<Dataset, "name" | "fingerprint">,
  fingerprint: string | undefined,
): void {
  if (fingerprint !== undefined && fingerprint !== dataset.fingerprint)
    fail(
      action,
      `${dataset.name} is not the data that the split was made of`,
      `images of fingerprint ${fingerprint.slice(0, 12)}`,
      "Run notebook 01-preprocess again.",
    );
}
