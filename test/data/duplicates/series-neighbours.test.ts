import { describe, expect, test } from "vitest";
import { groupsOf, phantom, type Dataset } from "../../../lib/data";
import { seriesNeighbours } from "../../../lib/data/duplicates/series-neighbours";

const series = phantom({ images: 48, seed: 7, series: 3 });
/** The head of a slice of the series, by its id. */
const head = (id: string): number => Math.floor(series.slices.findIndex((s) => s.id === id) / 3);

/** The same images, each at the place that `order` says in the order of files. */
function reorder(set: Dataset, order: readonly number[]): Dataset {
  return { ...set, slices: set.slices.map((s, i) => ({ ...s, source: `slice-${order[i]}.png` })) };
}

describe("seriesNeighbours()", () => {
  test("links the slices of one head that follow each other, and few of different heads", () => {
    const links = seriesNeighbours(series);
    const right = links.filter(({ a, b }) => head(a) === head(b));
    expect(right).toHaveLength(32); // two of each head's three slices with the next
    expect(links.length - right.length).toBeLessThanOrEqual(3);
  });

  test("goes by the order of files, not of the data set, and counts their numbers: slice-10 follows slice-9", () => {
    const backwards = series.slices.map((_, i) => series.slices.length - i);
    const asPairs = (set: Dataset): string[] =>
      seriesNeighbours(set).map(({ a, b }) => [a, b].sort().join(" "));
    expect(asPairs(reorder(series, backwards)).sort()).toEqual(asPairs(series).sort());
  });

  test("links few where neighbours are of different heads, and none of a handful", () => {
    const apart = series.slices.map((_, i) => (i % 3) * 16 + Math.floor(i / 3));
    expect(seriesNeighbours(reorder(series, apart)).length).toBeLessThanOrEqual(3);
    expect(seriesNeighbours({ ...series, slices: series.slices.slice(0, 6) })).toEqual([]);
    expect(seriesNeighbours({ ...series, slices: [] })).toEqual([]);
  });
});

describe("groupsOf() with cautious groups", () => {
  test("keeps whole heads together, with what the closer look links", () => {
    const pair = { a: series.slices[0]!.id, b: series.slices[47]!.id };
    const looked = { ...pair, kind: "same scan", anatomy: 1, grain: 1, sameLabel: true } as const;
    const groups = groupsOf(series, [{ ...looked, orientation: "as it is" }], "cautious");
    expect(groups.origin).toBe("cautiously guessed");
    for (let i = 0; i < 48; i += 3) expect(new Set(groups.names.slice(i, i + 3)).size).toBe(1);
    expect(groups.names[0]).toBe(groups.names[47]);
    expect(groups.count).toBeGreaterThanOrEqual(12);
    expect(groups.count).toBeLessThanOrEqual(15); // 16 heads, two of them one by the closer look
  });

  test("takes patients that are named as they are", () => {
    const slices = series.slices.map((slice, i) => ({ ...slice, group: `p${i}` }));
    expect(groupsOf({ ...series, slices }, [], "cautious")).toMatchObject({ origin: "given", count: 48 });
    const but = slices.map(({ group, ...slice }, i) => (i === 5 ? slice : { ...slice, group }));
    const { origin, names } = groupsOf({ ...series, slices: but }, [], "cautious");
    expect(origin).toBe("given and cautiously guessed");
    expect(names[5]).toBe(names[4]); // of one head, and only one of the two is named
    expect(names[4]).not.toBe(names[3]);
  });
});
