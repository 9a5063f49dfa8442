import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { range, root, sha256 } from "../../lib/core";
import {
  crossings,
  duplicates,
  groupsOf,
  isKaggleHeadCt,
  oneNearestNeighbour,
  preprocess,
  readFolder,
  shortcuts,
  sizes,
  split,
  type Dataset,
  type Preprocessed,
} from "../../lib/data";

const shared = join(root(), "../shared/data");
const archive = join(shared, "head-ct-hemorrhage.tar");

/** Which scan or figure a slice is of, where several are, as contact sheets show it; runs from-to, others one by one. */
function scansByEye(): Map<number, number> {
  const sets =
    "4,5,22,57,58 12,30 9,65 10,66 11,61 13,14 15,16 2,3 31,32 33-38 41,42 43,44 46,47 52,53 54-56 59,60 62-64 67,68 73,95 " +
    "77,78 85,86 87-89 97,98 18,19 100,101 104,105,184-187 106-108 109-111 114,115 116-127 129-132 133-138 139-144 145-150 " +
    "151,152 153-157 158-161 162-177 182,183 188-190 198,199";
  return new Map(
    sets.split(" ").flatMap((set, scan) =>
      set.split(",").flatMap((run) => {
        const [from = 0, to = from] = run.split("-").map(Number);
        return range(to - from + 1).map((k) => [from + k, scan] as const);
      }),
    ),
  );
}

describe.skipIf(!existsSync(archive))("the Kaggle head-CT set", () => {
  const folder = mkdtempSync(join(tmpdir(), "graft-head-ct-"));
  let dataset: Dataset;
  let pre: Preprocessed;

  beforeAll(async () => {
    execFileSync("tar", ["xf", archive, "-C", folder]);
    dataset = await readFolder(folder, { positive: "auto" });
    pre = await preprocess(dataset, { size: 32 });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("read() finds 200 slices of 195 sizes, 188 RGB and 12 RGBA, of which two are equal", () => {
    const { distinct, width, height } = sizes(dataset);
    expect({ distinct, width, height }).toEqual({ distinct: 195, width: [134, 821], height: [135, 957] });
    expect(dataset.slices.map((s) => s.label).join("")).toBe("1".repeat(100) + "0".repeat(100));
    expect(dataset.slices.filter((s) => s.channels === 4).map((s) => s.id)).toEqual(
      Array.from({ length: 12 }, (_, i) => String(188 + i)),
    );
    expect(dataset.classes).toEqual(["normal", "hemorrhage"]);
    expect(dataset.warnings).toEqual([expect.stringMatching(/^2 images are equal .*188\.png = .*189\.png/s)]);
    expect(isKaggleHeadCt(dataset)).toBe(true);
  });

  test("data/README.md gives the checksum of the published checksums", () => {
    const sums = readFileSync(join(shared, "head-ct-hemorrhage.sha256"));
    expect(readFileSync(join(root(), "data/README.md"), "utf8")).toContain(sha256(sums));
  });

  test("preprocess() gives the same pixels on every machine", () => {
    expect(pre.fingerprint).toBe("e57677a85711c33cf2e043182314e51bc674e78bfdc3af67d68e9eea7a8c491e");
  });

  test("duplicates() finds each pair of the same slice that was found by eye, and takes no neighbour for one", () => {
    const pairs = duplicates(dataset);
    const of = (kind: string): string[] =>
      pairs
        .filter((p) => p.kind === kind)
        .map(({ a, b }) => `${a}-${b}`)
        .sort();
    expect(of("exact")).toEqual(["188-189"]);
    const near =
      "004-057 005-022 005-058 009-065 010-066 011-061 012-030 022-058 073-095 104-186 105-187 145-148";
    expect(of("near-identical")).toEqual([...near.split(" "), "146-149", "147-150", "198-199"]);
    expect(of("same scan")).toEqual(expect.arrayContaining(["107-108", "109-110", "170-171", "173-174"]));
    expect(pairs.length).toBeLessThan(35);
    expect(crossings(split(pre, { seed: 1, folder: join(folder, "run") }), pairs).length).toBeGreaterThan(0);
  });

  test("groupsOf() cautiously finds over half of the pairs of one scan or figure, and nine in ten of its are such", () => {
    const scan = scansByEye();
    const { names } = groupsOf(dataset, duplicates(dataset), "cautious");
    const ids = dataset.slices.map(({ id }) => Number(id));
    const pairs = ids.flatMap((a, i) =>
      ids.slice(i + 1).map((b, k) => ({ a, b, found: names[i] === names[i + 1 + k] })),
    );
    const isRight = ({ a, b }: { a: number; b: number }): boolean =>
      scan.get(a) !== undefined && scan.get(a) === scan.get(b);
    const right = pairs.filter(isRight);
    const found = pairs.filter((pair) => pair.found);
    expect(right).toHaveLength(335);
    expect(found.filter(isRight).length / right.length).toBeGreaterThan(0.6);
    expect(found.filter(isRight).length / found.length).toBeGreaterThan(0.9);
  });

  test("shortcuts() finds the image area at 0.80", () => {
    const area = shortcuts(dataset).find((s) => s.attribute === "image area");
    expect(area?.auc).toBeCloseTo(0.8, 2);
    expect(area?.flagged).toBe(true);
  });

  test("oneNearestNeighbour() reaches what the paper's network does without augmentation", () => {
    expect(oneNearestNeighbour(pre).accuracy).toBeCloseTo(0.765, 10);
  });
});
