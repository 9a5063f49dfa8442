import { describe, expect, it } from "vitest";
import { qualityPanel } from "../../../lib/quality/panel/quality-panel";
import { part, phantoms } from "../golden";
import { noise, toyHeads } from "../toy-heads";
import { classOf, find, n } from "./panel-of-heads";

describe("qualityPanel", () => {
  it("puts honest images near the real ones and the untrained generator far away, at equal n", () => {
    const { rows, fidelity } = qualityPanel([classOf(toyHeads(n + 7, 3), 1)]);
    expect(fidelity).toBeUndefined(); // of one class
    expect(new Set(rows.map((row) => row.n))).toEqual(new Set([n]));
    for (const features of ["pixels", "random network"]) {
      const coverage = find(rows, "coverage", features);
      expect(coverage.synthetic).toBeGreaterThan(0.6);
      expect(coverage.untrained).toBeLessThan(0.2);
      const kid = find(rows, "KID", features);
      expect(Math.abs(kid.synthetic - kid.real)).toBeLessThan(0.1 * kid.untrained);
    }
  });

  it("does not see in radiomics where in the image anything is: a flip up and down", () => {
    const honest = toyHeads(n, 12);
    const area = honest.size ** 2;
    const flipped = honest.pixels.map((_, at) => {
      const [image, place] = [Math.floor(at / area), at % area];
      const from = (honest.size - 1 - Math.floor(place / honest.size)) * honest.size + (place % honest.size);
      return honest.pixels[image * area + from]!;
    });
    const of = (pixels: Float32Array): number =>
      find(
        qualityPanel([classOf({ size: honest.size, pixels }, 1)]).rows,
        "Fréchet radiomics distance (ln)",
        "radiomics",
      ).synthetic;
    expect(Math.abs(of(flipped) - of(honest.pixels))).toBeLessThan(0.2);
  });

  it("judges by class where there are several, and has no rows for too few images", () => {
    const { normal, lesion } = phantoms();
    const classes = Object.entries({ normal, lesion }).map(([name, images], label) => ({
      name,
      synthetic: part(images, 40, 64),
      train: { ...part(images, 0, 20), groups: Array.from({ length: 20 }, (_, i) => `${name} ${i}`) },
      heldOut: part(images, 20, 40),
      untrainedReference: noise(24, label),
    }));
    const { rows, fidelity } = qualityPanel(classes, { most: 8 });
    expect(rows.filter(({ metric }) => metric === "class fidelity").map((row) => row.class)).toEqual([
      "normal",
      "lesion",
    ]);
    expect(fidelity?.ganTest).toBeGreaterThan(0.5);
    const few = qualityPanel([{ ...classes[0]!, heldOut: part(normal, 0, 3) }]);
    expect(few.rows).toEqual([]);
  });
});
