import { countOf, extent, formatList, groupBy, quantile } from "../core";
import type { Slice } from "./dataset";
import type { ReadingRow } from "./reading-row";

/** Grey levels that are black and white to the eye, also where JPEG has blurred them. */
const [black, white] = [10, 250];
/** A picture of an area so many times larger or smaller than the median is hardly one of the others. */
const farSize = 16;

/**
 * Warnings of pictures that show little, whatever their source: almost no contrast, as a wrong range gives; at most 4
 * levels of grey, as masks and narrow windows have; more than half of what is not black at full white. A picture is
 * named by the first that applies. Beside these, pictures that are doubted, those whose pixels are not square, and a few
 * of a far smaller or larger area than the others.
 */
export function pictureWarnings(slices: readonly Slice[]): ReadingRow[] {
  const kinds = [
    { one: "has", several: "have", says: "almost no contrast (fewer than 16 of 256 levels)", is: isPale },
    {
      one: "has",
      several: "have",
      says: "at most 4 levels of grey: masks, or a window that does not suit?",
      is: hasFewLevels,
    },
    {
      one: "is",
      several: "are",
      says: "white in more than half of what is not black: does the window suit?",
      is: isSaturated,
    },
  ];
  const found = kinds.map(() => new Array<string>());
  for (const { grey, source } of slices) found[kinds.findIndex(({ is }) => is(grey))]?.push(source);
  const doubted = groupBy(
    slices.filter(({ doubt }) => doubt !== undefined),
    ({ doubt }) => doubt,
  );
  const doubts = [...doubted].map(([doubt, some]) => ({
    what: "look at",
    value: countOf(some.length, "image"),
    how: `${doubt}: ${formatList(some.map((s) => s.source))}`,
  }));
  const little = kinds.flatMap(({ one, several, says }, i) => {
    const n = found[i]!.length;
    const how = `${n === 1 ? one : several} ${says}: ${formatList(found[i]!)}`;
    return n === 0 ? [] : [{ what: "look at", value: countOf(n, "image"), how }];
  });
  return [...doubts, ...stretched(slices), ...oddSizes(slices), ...little];
}

/** The row of a few pictures of a far smaller or larger area than the others: thumbnails, contact sheets. */
function oddSizes(slices: readonly Slice[]): ReadingRow[] {
  const areas = slices.map(({ width, height }) => width * height);
  const median = areas.length === 0 ? 0 : quantile(areas, 0.5);
  const odd = slices.filter((_, i) => areas[i]! * farSize < median || areas[i]! > median * farSize);
  if (odd.length === 0 || 10 * odd.length > slices.length) return [];
  const names = odd.map(({ source, width, height }) => `${source} (${width} x ${height})`);
  const how = `${odd.length === 1 ? "is" : "are"} of less than a sixteenth, or of more than 16 times the area of most: a thumbnail, a contact sheet? ${formatList(names)}`;
  return [{ what: "look at", value: countOf(odd.length, "image"), how }];
}

/** The row of pictures whose pixels are not square, as their files say. */
function stretched(slices: readonly Slice[]): ReadingRow[] {
  const some = slices.filter(({ aspect }) => aspect !== undefined);
  if (some.length === 0) return [];
  const most = Math.max(...some.map(({ aspect = 1 }) => Math.max(aspect, 1 / aspect)));
  const names = formatList(some.map(({ source }) => source));
  const how = `${some.length === 1 ? "has" : "have"} pixels that are not square (up to ${most.toFixed(1)} to 1), shown as if they were: resample them if their shapes count: ${names}`;
  return [{ what: "look at", value: countOf(some.length, "image"), how }];
}

function isPale(grey: Uint8Array): boolean {
  const [low, high] = extent(grey);
  return high - low < 16;
}

function hasFewLevels(grey: Uint8Array): boolean {
  const levels = new Set<number>();
  for (const value of grey) if (levels.add(value).size > 4) return false;
  return true;
}

function isSaturated(grey: Uint8Array): boolean {
  let shown = 0;
  let saturated = 0;
  for (const value of grey) {
    if (value > black) shown++;
    if (value >= white) saturated++;
  }
  return 2 * saturated > shown;
}
