import { basename } from "node:path";
import { countOf, groupBy, formatList, stageNeeds } from "../core";
import { classOrder, checkLabels } from "./class-order";
import type { Dataset, Slice } from "./dataset";
import { decodeImages } from "./decode-images";
import { describeReading } from "./describe-reading";
import { divideFiles } from "./divide-files";
import { equalPictures } from "./equal-pictures";
import { fingerprint } from "./fingerprint";
import { askAboutFolders } from "./labels/ask-about-folders";
import { askAboutNames } from "./labels/ask-about-names";
import { assignGroups } from "./labels/assign-groups";
import type { LabelOptions, Labelled } from "./labelled";
import { joinByHeaders } from "./labels/join-by-headers";
import { labelledImages } from "./labels/labelled-images";
import { letterMasks } from "./folders/letter-masks";
import { listFiles, type Listing } from "./folders/list-files";
import { pictureWarnings } from "./picture-warnings";
import { rangeByClass } from "./range-by-class";
import { leftOut, type ReadingRow } from "./reading-row";
import { onlyFolder } from "./folders/only-folder";
import { containerRemedy, isContainer } from "./folders/container-remedy";
import { withoutSinglePatient } from "./labels/without-single-patient";
import type { Window } from "./formats/window";

/** Fewer images of a class than this cannot be split and learned from. */
export const fewestImages = stageNeeds.split.images;

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
 * @param path an absolute path of a folder, or of a .npz file of images and labels
 * @returns slices in the order of their paths; an id is the file's name without ending, or the path where names repeat
 * @throws InputError that names the files and the remedy, for whatever is wrong with them
 */
export async function readFolder(
  path: string,
  { positive, groupPattern = "", window, ...options }: FolderOptions,
): Promise<Dataset> {
  const { listing, labels, ...found } = await readLabels(path, options);
  const { folder } = listing;
  const action = `read the data set ${folder}`;
  const labelled = assignGroups(found.labelled, groupPattern);
  const order = classOrder(labels, positive, labelled.heading, action);
  const decoded = await decodeImages(folder, labelled.images, order.labels, window);
  const isAsked = groupPattern !== "" || Boolean(options.groupColumn);
  const joined = isAsked
    ? { slices: decoded.slices, notes: [] }
    : joinByHeaders(decoded.slices, decoded.patients);
  const known = withoutSinglePatient(joined.slices, decoded.studies);
  const slices = withFileOf(known.slices, labelled.images, listing.masks);
  const dataset = { classes: order.names, positive: order.positive, slices };
  const shown = [...pictureWarnings(slices), ...equalPictures(slices), ...rangeByClass(slices, order.names)];
  const areFoldersFree = labelled.tables.length > 0 || Boolean(options.labelPattern);
  const asked = slices.some(({ group }) => group !== undefined)
    ? undefined
    : askAboutPatients(
        slices.map(({ source }) => source),
        areFoldersFree ? slices.map(({ label }) => order.names[label] ?? "") : undefined,
      );
  return {
    ...dataset,
    name: basename(folder),
    fingerprint: fingerprint(slices),
    warnings: [
      ...warnings(listing, labelled),
      ...decoded.notes,
      ...joined.notes,
      ...known.notes,
      ...(asked === undefined ? [] : [asked]),
      ...shown.map(({ value, how }) => `${value} ${how}`),
    ],
    reading: describeReading(dataset, {
      files: countFiles(listing),
      leftOut: [...leftOutRows(listing, labelled), ...labelled.rows],
      labels: labelled.labelsFrom,
      positive: positiveFrom(order.positive, positive),
      groups:
        known.groupsFrom ??
        labelled.groupsFrom?.words ??
        (known.slices.some(({ group }) => group !== undefined)
          ? "PatientID of the DICOM files"
          : slices.some(({ group }) => group !== undefined)
            ? "files that hold several images"
            : "no column, folder, pattern or DICOM header names them"),
      more: [
        ...joined.notes.map((how) => ({ what: "patients", value: "joined", how })),
        ...(asked === undefined ? [] : [{ what: "patients", value: "asked", how: asked }]),
        ...shown,
      ],
    }),
  };
}

/**
 * A question on folders, or on names, that may be patients'.
 * @param labels the class of each image; undefined where the folders are the classes, and are not asked about
 */
function askAboutPatients(
  files: readonly string[],
  labels: readonly string[] | undefined,
): string | undefined {
  return (labels ? askAboutFolders(files, labels) : undefined) ?? askAboutNames(files);
}

function positiveFrom(positive: number | undefined, asked: string): string {
  if (asked !== "auto") return `data.positive=${asked}`;
  return positive === undefined
    ? "more than two classes, none named by data.positive: rates are means over them"
    : "the names of the classes";
}

function countFiles({
  images,
  outside = [],
  masks,
  tables,
  others,
  objects = new Map(),
  aside = new Map(),
}: Listing): Pick<ReadingRow, "value" | "how"> {
  const counts = [
    [images.length + outside.length, "image"],
    [masks.size, "mask"],
    [objects.size, "DICOM object"],
    [aside.size, "other DICOM image"],
    [tables.length, "table"],
    [others.length, "other"],
  ] as const;
  return {
    value: String(counts.reduce((sum, [n]) => sum + n, 0)),
    how: counts.flatMap(([n, kind]) => (n > 0 ? [countOf(n, kind)] : [])).join(", "),
  };
}

function leftOutRows(
  { outside = [], masks, others, tables, empty, objects, aside }: Listing,
  labelled: Labelled,
): ReadingRow[] {
  const { without } = labelled;
  const { containers, unread } = unreadFiles([...others, ...tables], labelled);
  return [
    ...leftOut("image of other folders", "images of other folders", outside),
    ...leftOut("mask", "masks", [...masks.keys()].sort()),
    ...(objects ? leftOut(objectNames(objects), objectNames(objects), [...objects.keys()]) : []),
    ...(aside ? leftOut(asideNames(aside), asideNames(aside), [...aside.keys()]) : []),
    ...leftOut("image without a label", "images without a label", without),
    ...leftOut("file that is no image", "files that are no images", unread),
    ...leftOut(
      "file of arrays or archive, which is not read",
      "files of arrays or archives, which are not read",
      containers,
    ),
    ...leftOut("folder without files", "folders without files", empty),
  ];
}

/**
 * The labels of a folder's images, before any image is read.
 * @throws InputError for whatever is wrong with them, also for a class of too few images
 */
export async function readLabels(
  folder: string,
  options: LabelOptions = {},
): Promise<{ readonly listing: Listing; readonly labelled: Labelled; readonly labels: readonly string[] }> {
  const listed = await letterMasks(listFiles(folder));
  const listing = onlyFolder(listed.listing, options.onlyFolder ?? "");
  const found = labelledImages(listing, options);
  const told = {
    ...found,
    notes: [...found.notes, ...listed.rows.map(({ value, how }) => `${value} ${how}`)],
    rows: [...found.rows, ...listed.rows],
  };
  const labelled = await divideFiles(listing.folder, told, options.slices);
  const byLabel = groupBy(labelled.images, (image) => image.label);
  const places = new Map([...byLabel].map(([label, images]) => [label, images.map((i) => i.where)]));
  const { size } = listing.masks;
  const masks = size > 0 ? ` without its ${countOf(size, "mask")}` : "";
  const empty = listing.empty.length > 0 ? ` (${formatList(listing.empty)} without files)` : "";
  const fewest = options.isJudgedOnly ? { images: 1, classes: 1 } : { images: fewestImages, classes: 2 };
  const labels = checkLabels(places, fewest, `read the data set ${folder}${masks}${empty}`);
  return { listing, labelled, labels };
}

/** Gives each slice the masks of its file, and slices of a volume without a named patient the volume as their group. */
function withFileOf(slices: readonly Slice[], images: Labelled["images"], masks: Listing["masks"]): Slice[] {
  const ofImage = groupBy([...masks.keys()].sort(), (mask) => masks.get(mask));
  return slices.map((slice, i) => {
    const { file, isVolume = false } = images[i]!;
    const maskFiles = ofImage.get(file);
    return {
      ...slice,
      ...(slice.group === undefined && isVolume ? { group: file } : {}),
      ...(maskFiles === undefined ? {} : { maskFiles }),
    };
  });
}

/** Files that nothing was read from; those that may hold images apart. */
function unreadFiles(
  files: readonly string[],
  { tables, groupsFrom }: Labelled,
): { readonly containers: readonly string[]; readonly unread: readonly string[] } {
  const used = new Set([...tables, ...(groupsFrom?.tables ?? [])]);
  const left = files.filter((file) => !used.has(file));
  return { containers: left.filter(isContainer), unread: left.filter((file) => !isContainer(file)) };
}

/** "DICOM objects without an image (structured reports, directories)". */
function objectNames(objects: ReadonlyMap<string, string>): string {
  return `DICOM objects without an image (${[...new Set(objects.values())].join(", ")})`;
}

/** "DICOM images that are no slices (scouts, dose reports and screen captures)". */
function asideNames(aside: ReadonlyMap<string, string>): string {
  return `DICOM images that are no slices (${[...new Set(aside.values())].join(", ")})`;
}

function warnings(
  { outside = [], masks, others, tables, empty, objects, aside }: Listing,
  labelled: Labelled,
): string[] {
  const { without, repeated } = labelled;
  const objectFiles = [...(objects?.keys() ?? [])];
  const { containers, unread } = unreadFiles([...others, ...tables], labelled);
  return [
    ...labelled.notes,
    ...(labelled.groupsFrom?.note === undefined ? [] : [labelled.groupsFrom.note]),
    ...(without.length > 0
      ? [`${countOf(without.length, "image")} without a label left out: ${formatList(without)}`]
      : []),
    ...(outside.length > 0
      ? [`${countOf(outside.length, "image")} of other folders left out: ${formatList(outside)}`]
      : []),
    ...(empty.length > 0 ? [`${countOf(empty.length, "folder")} without files: ${formatList(empty)}`] : []),
    ...(masks.size > 0
      ? [`${countOf(masks.size, "mask")} left out: ${formatList([...masks.keys()].sort())}`]
      : []),
    ...(objectFiles.length > 0
      ? [`${objectFiles.length} ${objectNames(objects!)} left out: ${formatList(objectFiles)}`]
      : []),
    ...(aside && aside.size > 0
      ? [`${aside.size} ${asideNames(aside)} left out: ${formatList([...aside.keys()])}`]
      : []),
    ...(repeated > 0
      ? [`${countOf(repeated, "label row repeats", "label rows repeat")} an earlier row`]
      : []),
    ...(unread.length > 0 ? [`${countOf(unread.length, "other file")} ignored: ${formatList(unread)}`] : []),
    ...(containers.length > 0
      ? [
          `${countOf(containers.length, "file")} of arrays or archives not read: ${formatList(containers)}. If ${containers.length === 1 ? "it holds" : "they hold"} images: ${containerRemedy(containers)!}`,
        ]
      : []),
  ];
}
