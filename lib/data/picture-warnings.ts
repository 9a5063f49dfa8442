import { countOf, extent, formatList, groupBy } from "../core";
import type { Slice } from "./dataset";
import type { ReadingRow } from "./reading-row";

/** Grey levels that are black and white to the eye, also where JPEG has blurred them. */
const [black, white] = [10, 250];

/**
 * Warnings of pictures that show little, whatever their source: almost no contrast, as a wrong range gives; at most 4
 * levels of grey, as masks and narrow windows have; more than half of what is not black at full white. A picture is
 * named by the first that applies. Beside these, pictures that are doubted, and those whose pixels are not square.
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
  return [...doubts, ...stretched(slices), ...little];
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
