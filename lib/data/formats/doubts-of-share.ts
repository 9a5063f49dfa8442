import type { DeepValues } from "./image-format";
import type { Window } from "./window";

/** A picture whose values span less than this share of the range that its set shares turns nearly flat. */
const leastShare = 1 / 8;
/** Of values that begin above this share of the range, more must be spanned: a number was added to them. */
const offset = 1 / 4;
const leastShareAbove = 1 / 2;

const remedy =
  "are they scaled otherwise than the rest, or was a number added to their values (32768, as in DeepLesion)? Save all in one scale, or set data.windowCenter and data.windowWidth";

/**
 * Why pictures' grey levels may not show what they hold, where one spans little of the range of its set; undefined where
 * it spans enough, or one value only. Zeros of 16 bits do not count: they are filled in outside of the picture. Those of
 * floating-point numbers are doubted only beside others that span half of the range.
 */
export function doubtsOfShare(set: readonly DeepValues[], range: Window): (string | undefined)[] {
  const spans = set.map((values) => spanOf(values, range));
  const most = Math.max(0, ...spans.map(({ share }) => share));
  return set.map((values, i) => {
    const { share, begin } = spans[i]!;
    const isWhole = values instanceof Uint16Array;
    if (share <= 0 || !(isWhole || most >= leastShareAbove)) return undefined;
    if (share < leastShare)
      return `are pictures that span less than an eighth of the range they share: ${remedy}`;
    return isWhole && begin > offset && share < leastShareAbove
      ? `are pictures whose values begin far above black: ${remedy}`
      : undefined;
  });
}

/** Which share of a range a picture's values span, and at which share they begin. */
function spanOf(
  values: DeepValues,
  { center, width }: Window,
): { readonly share: number; readonly begin: number } {
  const [black, white] = [center - width / 2, center + width / 2];
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (!Number.isFinite(v) || (v === 0 && values instanceof Uint16Array)) continue;
    const seen = Math.min(white, Math.max(black, v));
    if (seen < low) low = seen;
    if (seen > high) high = seen;
  }
  return low <= high ? { share: (high - low) / width, begin: (low - black) / width } : { share: 0, begin: 0 };
}
