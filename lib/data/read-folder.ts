import { basename, join } from "node:path";
import { fail, groupBy, formatList, progress, stageNeeds } from "../core";
import { classOrder, checkLabels } from "./class-order";
import type { Dataset, Slice } from "./dataset";
import { decodeFile } from "./formats/decode";
import { showBySet } from "./formats/show-by-set";
import { maxSide, type DecodedImage, type DeepImage } from "./formats/image-format";
import { formatNames } from "./formats/image-formats";
import { describeReading } from "./describe-reading";
import { fingerprint } from "./fingerprint";
import { assignGroups } from "./assign-groups";
import type { LabelOptions, Labelled, LabelledImage } from "./labelled";
import { labelledImages } from "./labelled-images";
import { listFiles, type Listing } from "./list-files";
import { pictureWarnings } from "./picture-warnings";
import { leftOut, type ReadingRow } from "./reading-row";
import { stemOf } from "./stem-of";
import { withoutSinglePatient } from "./without-single-patient";
import { UnusableImage } from "./formats/reject-image";
import type { Window } from "./formats/window";

/** Fewer images of a class than this cannot be split and learned from. */
export const fewestImages = stageNeeds.split.images;

/** From this number of images on, reading shows how far it is. */
const fewestWithProgress = 500;

/** Options of `readFolder`. */
export interface FolderOptions extends LabelOptions {
  /** Which class is positive: "auto" by its name, else its name (see `classOrder`). */
  readonly positive: string;
  /** Regular expression on image paths that names the patient (see `assignGroups`); a table's column when empty. */
  readonly groupPattern?: string;
  /** Which values of DICOM and NIfTI are seen; by default as suits each file (see `decode`). */
  readonly window?: Window | undefined;
}

/**
 * Reads a folder of labelled images; data/README.md describes its forms. Nothing is written into it.
 *
 * @param folder an absolute path
 * @returns slices in the order of their paths; an id is the file's name without ending, or the path where names repeat
 * @throws InputError that names the files and the remedy, for whatever is wrong with them
 */
export async function readFolder(
  folder: string,
  { positive, groupPattern = "", window, ...options }: FolderOptions,
): Promise<Dataset> {
  const action = `read the data set ${folder}`;
  const { listing, labels, ...found } = readLabels(folder, options);
  const labelled = assignGroups(found.labelled, groupPattern);
  const order = classOrder(labels, positive, labelled.heading, action);
  const decoded = await decodeAll(folder, labelled.images, order.labels, window);
  const known = withoutSinglePatient(decoded.slices, decoded.studies);
  const slices = withMaskFiles(known.slices, listing.masks);
  const dataset = { classes: order.names, positive: order.positive, slices };
  const shown = pictureWarnings(slices);
  return {
    ...dataset,
    name: basename(folder),
    fingerprint: fingerprint(slices),
    warnings: [
      ...warnings(listing, labelled),
      ...decoded.notes,
      ...known.notes,
      ...shown.map(({ value, how }) => `${value} ${how}`),
    ],
    reading: describeReading(dataset, {
      files: countFiles(listing),
      leftOut: [...leftOutRows(listing, labelled), ...labelled.rows],
      labels: labelled.labelsFrom,
      positive: positiveFrom(order.positive, positive),
      groups:
        known.groupsFrom ??
        labelled.groupsFrom ??
        (slices.some(({ group }) => group !== undefined)
          ? "PatientID of the DICOM files"
          : "no column, folder, pattern or DICOM header names them"),
      more: shown,
    }),
  };
}

function positiveFrom(positive: number | undefined, asked: string): string {
  if (asked !== "auto") return `data.positive=${asked}`;
  return positive === undefined
    ? "more than two classes, none named by data.positive: rates are means over them"
    : "the names of the classes";
}

function countFiles({
  images,
  masks,
  tables,
  others,
  objects = new Map(),
}: Listing): Pick<ReadingRow, "value" | "how"> {
  const counts = [
    [images.length, "images"],
    [masks.size, "masks"],
    [objects.size, "DICOM objects"],
    [tables.length, "tables"],
    [others.length, "others"],
  ] as const;
  return {
    value: String(counts.reduce((sum, [n]) => sum + n, 0)),
    how: counts
      .flatMap(([n, kind]) => (n > 0 ? [`${n} ${n === 1 ? kind.slice(0, -1) : kind}`] : []))
      .join(", "),
  };
}

function leftOutRows(
  { masks, others, tables, empty, objects }: Listing,
  { without, tables: used }: Labelled,
): ReadingRow[] {
  const unread = [...others, ...tables].filter((file) => !used.includes(file));
  return [
    ...leftOut("masks", [...masks.keys()].sort()),
    ...(objects ? leftOut(objectNames(objects), [...objects.keys()]) : []),
    ...leftOut("images without a label", without),
    ...leftOut("files that are no images", unread),
    ...leftOut("folders without files", empty),
    ...leftOut("folders without files", empty),
  ];
}

/**
 * The labels of a folder's images, before any image is read.
 * @throws InputError for whatever is wrong with them, also for a class of too few images
 */
export function readLabels(
  folder: string,
  options: LabelOptions = {},
): { readonly listing: Listing; readonly labelled: Labelled; readonly labels: readonly string[] } {
  const listing = listFiles(folder);
  const labelled = labelledImages(listing, options);
  const byLabel = groupBy(labelled.images, (image) => image.label);
  const places = new Map([...byLabel].map(([label, images]) => [label, images.map((i) => i.where)]));
  const { size } = listing.masks;
  const masks = size > 0 ? ` without its ${size} masks` : "";
  const empty = listing.empty.length > 0 ? ` (${formatList(listing.empty)} without files)` : "";
  const labels = checkLabels(places, fewestImages, `read the data set ${folder}${masks}${empty}`);
  return { listing, labelled, labels };
}

async function decodeAll(
  folder: string,
  images: readonly LabelledImage[],
  labels: readonly string[],
  window: Window | undefined,
): Promise<{
  readonly slices: readonly Slice[];
  readonly studies: readonly (string | undefined)[];
  readonly notes: readonly string[];
}> {
  const ids = idsOf(images.map((image) => image.file));
  const decoded: ((DecodedImage | DeepImage) & Omit<Slice, keyof DecodedImage>)[] = [];
  const studies: (string | undefined)[] = [];
  const unusable: string[] = [];
  const shown = images.length < fewestWithProgress ? undefined : progress("reading images", images.length);
  for (const [i, { file, label, group, part }] of images.entries()) {
    if ((i + 1) % 100 === 0 || i + 1 === images.length) shown?.at(i + 1);
    try {
      const { study, ...picture } = await decodeFile(join(folder, file), window);
      studies.push(study);
      decoded.push({
        id: ids[i] ?? file,
        label: labels.indexOf(label),
        source: file,
        ...picture,
        ...(group === undefined ? {} : { group }),
        ...(part === undefined ? {} : { part }),
      });
    } catch (e) {
      if (!(e instanceof UnusableImage)) throw e;
      unusable.push(`${file} ${e.message}`);
    }
  }
  if (unusable.length > 0)
    fail(
      `read the images in ${folder}`,
      `${unusable.length} of ${images.length} cannot be used: ${formatList(unusable)}`,
      `whole ${formatNames} files of one slice, 8 or 16 bits where they are pictures, at most ${maxSide} pixels wide and high`,
      "Replace these files, or take them out together with their labels.",
    );
  const { images: slices, notes } = showBySet(decoded, window);
  return { slices, studies, notes };
}

function withMaskFiles(slices: readonly Slice[], masks: Listing["masks"]): Slice[] {
  const ofImage = groupBy([...masks.keys()].sort(), (mask) => masks.get(mask));
  return slices.map((slice) => {
    const maskFiles = ofImage.get(slice.source);
    return maskFiles === undefined ? slice : { ...slice, maskFiles };
  });
}

function idsOf(files: readonly string[]): readonly string[] {
  const stems = files.map(stemOf);
  return new Set(stems).size === files.length ? stems : files;
}

/** "DICOM objects without an image (structured reports, directories)". */
function objectNames(objects: ReadonlyMap<string, string>): string {
  return `DICOM objects without an image (${[...new Set(objects.values())].join(", ")})`;
}

function warnings({ masks, others, tables, empty, objects }: Listing, labelled: Labelled): string[] {
  const { without, repeated } = labelled;
  const objectFiles = [...(objects?.keys() ?? [])];
  const unread = [...others, ...tables].filter((file) => !labelled.tables.includes(file));
  return [
    ...labelled.notes,
    ...(without.length > 0
      ? [`${without.length} images without a label left out: ${formatList(without)}`]
      : []),
    ...(empty.length > 0 ? [`${empty.length} folders without files: ${formatList(empty)}`] : []),
    ...(masks.size > 0 ? [`${masks.size} masks left out: ${formatList([...masks.keys()].sort())}`] : []),
    ...(objectFiles.length > 0
      ? [`${objectFiles.length} ${objectNames(objects!)} left out: ${formatList(objectFiles)}`]
      : []),
    ...(repeated > 0 ? [`${repeated} label rows repeat an earlier row`] : []),
    ...(unread.length > 0 ? [`${unread.length} other files ignored: ${formatList(unread)}`] : []),
  ];
}
