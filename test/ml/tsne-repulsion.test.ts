import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import wabt from "wabt";
import { root } from "../../lib/core/files";
import { stream } from "../../lib/core/random";
import { tsneAffinities } from "../../lib/ml/tsne-affinities";
import { openTsneThreads } from "../../lib/ml/tsne-threads";

const at = (name: string): string => join(root(), "lib/ml", name);

test("tsne-repulsion.wasm is what its text says", async () => {
  const text = readFileSync(at("tsne-repulsion.wat"), "utf8");
  const { parseWat } = await wabt();
  const { buffer } = parseWat("tsne-repulsion.wat", text, { threads: true }).toBinary({});
  expect([...readFileSync(at("tsne-repulsion.wasm"))]).toEqual([...buffer]);
});

test.each([20, 403])("repulsion and weights of %i points are those of doubles to 3e-6", (n) => {
  const affinities = tsneAffinities({ n, dim: 2, values: stream(1, "points").normals(2 * n) }, 5, 16);
  const threads = openTsneThreads(affinities, 1);
  for (const spread of [1e-4, 1, 30]) {
    threads.positions.set(
      stream(1, "places", spread)
        .normals(2 * n)
        .map((v) => v * spread),
    );
    const { halves, repulsion } = threads.compute();
    const p = threads.positions;
    let total = 0;
    const exact = [new Float64Array(n), new Float64Array(n)] as const;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const [x, y] = [p[2 * i]! - p[2 * j]!, p[2 * i + 1]! - p[2 * j + 1]!];
        const w = 1 / (1 + x * x + y * y);
        total += w;
        exact[0][i]! += w * w * x;
        exact[1][i]! += w * w * y;
      }
    expect(Math.abs((halves[0].total[0]! + halves[1].total[0]!) / total - 1)).toBeLessThan(1e-6);
    for (const axis of [0, 1] as const) {
      const largest = exact[axis].reduce((a, v) => Math.max(a, Math.abs(v)), 0);
      exact[axis].forEach((v, i) => expect(Math.abs(repulsion[axis][i]! - v) / largest).toBeLessThan(3e-6));
    }
  }
});
