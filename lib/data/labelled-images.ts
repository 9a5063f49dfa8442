import { fail, formatList } from "../core";
import { formatNames } from "./formats/image-formats";
import { headings, labelTable } from "./label-table";
import { labelsByFolder } from "./labels-by-folder";
import { assignLabels } from "./assign-labels";
import type { Labelled, LabelOptions } from "./labelled";
import { labelsByTable } from "./labels-by-table";
import type { Listing } from "./list-files";

/**
 * Finds each image's label: by the pattern that is given, in a labels CSV, else in the name of the sub-folder it lies in.
 * @throws InputError when the folder holds no image or no label, a label has no image, or an image two labels
 */
export function labelledImages(listing: Listing, { labelPattern = "" }: LabelOptions = {}): Labelled {
  const { folder, images, tables, others } = listing;
  const action = `read the data set ${folder}`;
  if (images.length === 0)
    fail(
      action,
      `none of its ${tables.length + others.length} files is an image (${formatList([...tables, ...others])})`,
      `${formatNames} files`,
      "Convert the images, or give another folder.",
    );
  if (labelPattern !== "") return assignLabels(images, labelPattern);
  const table = labelTable(folder, tables);
  const labelled = table ? labelsByTable(listing, table) : labelsByFolder(folder, images);
  if (labelled) return labelled;
  const tried = tables.length > 0 ? ` (it has ${headings(folder, tables)})` : "";
  return fail(
    action,
    `no labels for its ${images.length} images`,
    `a labels.csv with the columns id and label${tried}, or one sub-folder a class`,
    "See data/README.md for both forms.",
  );
}
