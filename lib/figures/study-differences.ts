import { countOf } from "../core/count-of";
import { formatP } from "../core/format-p";
import type { StudyComparison } from "../evaluation/study-comparison";
import type { StudyResults } from "../study/study-results";
import type { Drawing } from "./drawing";
import { intervals, type IntervalRow } from "./intervals";

/**
 * Each arm's gain in balanced accuracy against `original`, in points, with the interval that decides: a forest plot. Arms
 * whose interval leaves 0 out before Holm's correction may still be "cannot tell".
 * @returns words where no arm has been compared yet
 */
export function studyDifferences(
  results:
    | (StudySize & { readonly comparisons: readonly Pick<StudyComparison, "arm" | "test" | "p">[] })
    | undefined,
): Drawing | string {
  const rows = (results?.comparisons ?? []).flatMap(({ arm, test, p }): IntervalRow[] =>
    test
      ? [
          {
            label: arm,
            value: 100 * test.mean,
            low: 100 * test.low,
            high: 100 * test.high,
            counts: p === undefined ? "no test" : formatP(p, 3),
          },
        ]
      : [],
  );
  if (results === undefined || rows.length === 0) return "no comparison yet";
  const most = Math.max(5, ...rows.flatMap((r) => [Math.abs(r.low), Math.abs(r.high)]));
  const end = Math.min(100, Math.ceil(most / 5) * 5);
  return intervals({
    name: "05-study-differences",
    title: "What each arm gains against the original images",
    n: countImages(results),
    note: "95 % intervals by patients and trainings; p after Holm",
    rows,
    domain: [-end, end],
    rule: 0,
    decimals: 1,
    xTitle: "points of balanced accuracy",
  });
}

/** Number of images and groups of a study, and how many images every arm of an unfinished one has been tested on at least. */
export type StudySize = Pick<StudyResults, "images" | "groups" | "tested">;

/** The size of a study, for a caption. */
export function countImages({ images, groups, tested }: StudySize): string {
  const all = countOf(groups.count, "group");
  return tested
    ? `at least ${tested.images} of ${images} images so far, ${all} in all`
    : `${images} images in ${all}`;
}
