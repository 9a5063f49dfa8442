import { auc, type Auc } from "./auc";
import type { Dataset, Slice } from "./dataset";
import { average, borderOf, shareOfBlack } from "./intensity";

/** How much a trivial attribute alone tells about the label. */
export interface Shortcut extends Auc {
  readonly attribute: string;
  /** Whether a model still sees it after preprocessing. */
  readonly visible: boolean;
  /** True when the area is at least .1 from .5 and its 95 % interval leaves .5 out. */
  readonly flagged: boolean;
}

const attributes: readonly { attribute: string; visible: boolean; of: (slice: Slice) => number }[] = [
  { attribute: "image area", visible: false, of: ({ width, height }) => width * height },
  { attribute: "width / height", visible: true, of: ({ width, height }) => width / height },
  { attribute: "channels of the file", visible: false, of: ({ channels }) => channels },
  { attribute: "format of the file", visible: false, of: formatOf },
  { attribute: "mean intensity", visible: true, of: ({ grey }) => average(grey) },
  { attribute: "mean of the border", visible: true, of: borderOf },
  { attribute: "share of black", visible: true, of: shareOfBlack },
];

/** The file's ending as a number: any order will do, an area of .5 means that formats do not tell the classes. */
function formatOf({ source }: Slice): number {
  const ending = /\.([a-z0-9]+)$/i.exec(source)?.[1]?.toLowerCase() ?? "";
  return ["", "png", "jpg", "jpeg", "tif", "tiff", "dcm", "dicom", "nii", "gz"].indexOf(ending);
}

/**
 * Asks of attributes that have nothing to do with the disease how well each tells the classes: a classifier that scores
 * no better than these may have learned them.
 *
 * @returns one row an attribute; an area of .5 says nothing, and far from it, on either side, is a shortcut
 */
export function shortcuts({ slices }: Dataset): Shortcut[] {
  const labels = slices.map((s) => s.label);
  return attributes.map(({ attribute, visible, of }) => {
    const area = auc(slices.map(of), labels);
    const flagged = Math.abs(area.auc - 0.5) >= 0.1 && (area.low > 0.5 || area.high < 0.5);
    return { attribute, visible, ...area, flagged };
  });
}
