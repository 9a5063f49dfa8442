import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { progressFile, stream } from "../../lib/core";
import { oneNearestNeighbourWithout } from "../../lib/data";
import { nearestOthers } from "../../lib/ml/nearest-neighbours";
import { engineMultiply } from "../../lib/quality/engine-multiply";
import { datasetOf } from "./made-dataset";

test("oneNearestNeighbourWithout() compares once what oneNearestNeighbour() does for each list, by products too", () => {
  const random = stream(1, "neighbours");
  const [n, size] = [1100, 12];
  const grey = new Uint8Array(1);
  const dataset = datasetOf(
    Array.from({ length: n }, (): Parameters<typeof datasetOf>[0][number] => {
      return { grey, width: 1, height: 1, label: random.chance(0.5) ? 1 : 0 };
    }),
  );
  const pixels = random.normals(n * size * size);
  const pre = { dataset, size, pixels, fingerprint: "", steps: [] };
  const { index } = nearestOthers({ n, dim: size * size, values: pixels });
  const nearest = index.map((j, i) => ({ a: `i${i}`, b: `i${j}` }));
  const lists = [[], nearest.slice(0, 400), nearest];
  const file = join(mkdtempSync(join(tmpdir(), "graft-neighbours-")), "lines");
  process.env[progressFile] = file;
  const found = oneNearestNeighbourWithout(pre, lists, engineMultiply);
  delete process.env[progressFile];
  expect(found).toEqual(oneNearestNeighbourWithout(pre, lists));
  const plainly = lists.map((without) => {
    const barred = new Set(without.flatMap(({ a, b }) => [a + b, b + a]));
    const others = nearestOthers(
      { n, dim: size * size, values: pixels },
      (i, j) => !barred.has(`i${i}i${j}`),
    );
    return others.index.filter((j, i) => dataset.slices[i]?.label === dataset.slices[j]?.label).length;
  });
  expect(found.map((f) => f.correct)).toEqual(plainly);
  expect(new Set(plainly).size).toBe(3); // else no list changes anything
  expect(readFileSync(file, "utf8")).toMatch(/^nearest neighbours {2}300\/1100 [^]*1100\/1100 .* in all\n$/);
});
