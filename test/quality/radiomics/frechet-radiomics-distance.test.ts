import { describe, expect, it } from "vitest";
import { range } from "../../../lib/core";
import { rowsAt, type Vectors } from "../../../lib/ml/vectors";
import type { Images } from "../../../lib/quality/images";
import {
  frechetRadiomicsDistance,
  withDiagnostics,
} from "../../../lib/quality/radiomics/frechet-radiomics-distance";
import { radiomicsFeatures } from "../../../lib/quality/radiomics/radiomics-features";
import { part, phantoms } from "../golden";
import { radiomics } from "./radiomics-golden";

const { normal, lesion } = phantoms();
const [ofNormal, ofLesion] = [radiomicsFeatures(normal), radiomicsFeatures(lesion)];
/** Some normal phantoms and their features. */
const normals = (from: number, to: number): [Images, Vectors] => [
  part(normal, from, to),
  rowsAt(
    ofNormal,
    range(to - from).map((i) => from + i),
  ),
];
const pairs: Record<string, [[Images, Vectors], [Images, Vectors]]> = {
  "normal 0-63 against lesion 0-63": [
    [normal, ofNormal],
    [lesion, ofLesion],
  ],
  "normal 0-31 against normal 32-63": [normals(0, 32), normals(32, 64)],
  "lesion 0-63 against normal 0-63": [
    [lesion, ofLesion],
    [normal, ofNormal],
  ],
};

describe("frechetRadiomicsDistance", () => {
  it.each(Object.keys(pairs))("is frd-score's to 1e-6 with its diagnostics: %s", (name) => {
    const [[real, a], [other, b]] = pairs[name]!;
    const found = frechetRadiomicsDistance(withDiagnostics(a, real), withDiagnostics(b, other));
    expect(Math.abs(found - radiomics.frd[name]!.package_log)).toBeLessThan(1e-6);
    const alone = frechetRadiomicsDistance(a, b);
    expect(Math.abs(alone - radiomics.frd[name]!.here_log_without_diagnostics)).toBeLessThan(3e-5);
  });

  it("leaves out what is constant among the real images", () => {
    const [, a] = normals(0, 16);
    const constant = { n: 16, dim: 57, values: new Float64Array(16 * 57) };
    for (let i = 0; i < 16; i++) constant.values.set([...a.values.subarray(i * 56, (i + 1) * 56), 5], i * 57);
    const halves = (x: typeof a): number =>
      frechetRadiomicsDistance(
        { n: 8, dim: x.dim, values: x.values.slice(0, 8 * x.dim) },
        { n: 8, dim: x.dim, values: x.values.slice(8 * x.dim) },
      );
    expect(halves(constant)).toBe(halves(a));
  });
});
