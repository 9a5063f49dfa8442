import { basename } from "node:path";

/** Names of the data sets that are drawn rather than read (lib/data/generated-data-set.ts): such a value of `data` is no path. */
export const generatedNames = ["phantom"] as const;

/** A name of a generated data set. */
export type GeneratedName = (typeof generatedNames)[number];

/** Whether a value of `data` means a generated data set. */
export function isGeneratedName(name: string): name is GeneratedName {
  return generatedNames.some((one) => one === name);
}

/**
 * A data source's name in folders of results, tables and captions: a generated set's own, else that of the folder, or of the
 * .npz file without its ending; "-folder" is added to one that is called as a generated set is.
 *
 * @param location a generated set's name, or a path
 */
export function dataNameOf(location: string): string {
  if (isGeneratedName(location)) return location;
  const own = basename(location).replace(/\.npz$/i, "");
  return isGeneratedName(own) ? `${own}-folder` : own;
}
