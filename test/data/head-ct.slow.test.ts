import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root, sha256 } from "../../lib/core";
import {
  crossings,
  duplicates,
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

  test("read() finds 200 slices of 195 sizes, 188 RGB and 12 RGBA, without a warning", () => {
    const { distinct, width, height } = sizes(dataset);
    expect({ distinct, width, height }).toEqual({ distinct: 195, width: [134, 821], height: [135, 957] });
    expect(dataset.slices.map((s) => s.label).join("")).toBe("1".repeat(100) + "0".repeat(100));
    expect(dataset.slices.filter((s) => s.channels === 4).map((s) => s.id)).toEqual(
      Array.from({ length: 12 }, (_, i) => String(188 + i)),
    );
    expect(dataset.classes).toEqual(["normal", "hemorrhage"]);
    expect(dataset.warnings).toEqual([]);
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

  test("shortcuts() finds the image area at 0.80", () => {
    const area = shortcuts(dataset).find((s) => s.attribute === "image area");
    expect(area?.auc).toBeCloseTo(0.8, 2);
    expect(area?.flagged).toBe(true);
  });

  test("oneNearestNeighbour() reaches what the paper's network does without augmentation", () => {
    expect(oneNearestNeighbour(pre).accuracy).toBeCloseTo(0.765, 10);
  });
});
