import { join } from "node:path";
import { expect, test } from "vitest";
import { range, readJson, stream, sum } from "../../lib/core";
import { openStudy, type Study } from "../../lib/study/study";
import { encoded, made, temporary } from "../data/made-folder";

/** Pictures of 20 scans in two classes, four slices of each one after the other: of one size, brightness and noise. */
async function scans(): Promise<string> {
  const files = await Promise.all(
    range(80).map(async (i) => {
      const scan = stream(1, "scan", Math.floor(i / 4));
      const slice = stream(1, "slice", i);
      const [side, level, noise] = [scan.integer(40) + 30, scan.between(60, 160), scan.between(1, 30)];
      const grey = Uint8Array.from({ length: side * side }, () => level + noise * slice.between(-1, 1));
      const name = `${i < 40 ? "no" : "yes"}/${i}.png`;
      return [name, new Uint8Array(await encoded(grey, [side, side, 1]))] as const;
    }),
  );
  return made(Object.fromEntries(files));
}

const open = (data: string, folder: string, set: Record<string, unknown>): Promise<Study> =>
  openStudy(
    {
      profile: "smoke",
      data,
      dataName: "scans",
      seed: 1,
      set: { "study.folds": 3, "study.repeats": 1, ...set },
    },
    folder,
  );

test("openStudy() counts the test images of whose scan its folds train on another slice, and cautious folds have none", async () => {
  const data = await scans();
  const folder = temporary();
  const torn = await open(data, folder, { "data.grouping": "none" });
  const count = torn.folds.map(({ foldId, cautiousLeaks }) => {
    const { parts } = readJson<{ parts: Record<string, { ids: string[] }> }>(
      join(folder, "folds", foldId, "data", "manifest.json"),
      "",
    );
    const cautious = (id: string): string => torn.imageInfo[id]!.cautious!;
    const learned = new Set(parts["train"]!.ids.map(cautious));
    const leaked = parts["test"]!.ids.filter((id) => learned.has(cautious(id))).length;
    expect(cautiousLeaks).toBe(leaked);
    return leaked;
  });
  expect(sum(count)).toBeGreaterThan(40); // three of four slices are of scans that were torn, most of them found
  const kept = await open(data, temporary(), { "data.grouping": "cautious" });
  expect(kept.groups.origin).toBe("cautiously guessed");
  expect(kept.groups.count).toBeLessThan(40);
  for (const { cautiousLeaks } of kept.folds) expect(cautiousLeaks).toBeUndefined();
  expect(Object.values(kept.imageInfo).every(({ cautious }) => cautious === undefined)).toBe(true);
});
