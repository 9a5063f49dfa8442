import { mean } from "../core/arrays";
import { normalQuantile } from "../statistics/normal-cdf";
import { auc, type Auc } from "../statistics/auc";
import type { Dataset, Slice } from "./dataset";
import type { Label } from "./label";
import { imageFormats } from "./formats/image-formats";
import { borderMean, blackShare } from "./intensities";

/** Discrimination of the classes by a trivial attribute alone. */
export interface Shortcut extends Auc {
  readonly attribute: string;
  /** The class that the area is of, against all others: the positive one of two, of more the one that is separated best. */
  readonly of: string;
  /** Whether a model still sees it after preprocessing. */
  readonly visible: boolean;
  /** True when the area is at least 0.1 from 0.5 and its interval excludes 0.5. */
  readonly flagged: boolean;
}

/** What has nothing to do with the disease: of each slice one number. */
export const attributes: readonly { attribute: string; visible: boolean; of: (slice: Slice) => number }[] = [
  { attribute: "image area", visible: false, of: ({ width, height }) => width * height },
  { attribute: "width / height", visible: true, of: ({ width, height }) => width / height },
  { attribute: "channels of the file", visible: false, of: ({ channels }) => channels },
  { attribute: "format of the file", visible: false, of: formatIndex },
  { attribute: "mean intensity", visible: true, of: ({ grey }) => mean(grey) },
  { attribute: "mean of the border", visible: true, of: borderMean },
  { attribute: "share of black", visible: true, of: blackShare },
];

/** The file's format as a number: any order will do, an area of 0.5 means that formats do not tell the classes. */
function formatIndex({ format }: Slice): number {
  return imageFormats.findIndex(({ name }) => name === format);
}

/**
 * Asks of attributes that have nothing to do with the disease how well each tells the classes: a classifier that scores
 * no better than these may have learned them.
 *
 * @returns one row per attribute, with an interval over patients where they are known; an area of 0.5 says nothing, and far
 *   from it, on either side, is a shortcut. With more than two classes the intervals are wider by Bonferroni's rule, since the
 *   class separated best is picked after looking
 */
export function shortcuts({ slices, classes }: Dataset): Shortcut[] {
  const labels = slices.map((s) => s.label);
  const groups = slices.map((s, i) => s.group ?? i);
  const asked = classes.length === 2 ? [1] : classes.map((_, label) => label);
  const z = normalQuantile(1 - 0.025 / asked.length);
  return attributes.map(({ attribute, visible, of }) => {
    const values = slices.map(of);
    const area = asked
      .map((label) => ({ of: classes[label] ?? "", ...auc(values, ofClass(labels, label), { z, groups }) }))
      .reduce((a, b) => (Math.abs(b.auc - 0.5) > Math.abs(a.auc - 0.5) ? b : a));
    const flagged = Math.abs(area.auc - 0.5) >= 0.1 && (area.low > 0.5 || area.high < 0.5);
    return { attribute, visible, ...area, flagged };
  });
}

const ofClass = (labels: readonly Label[], label: Label): number[] =>
  labels.map((l) => (l === label ? 1 : 0));
