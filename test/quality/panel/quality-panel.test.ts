import { describe, expect, it } from "vitest";
import { qualityPanel } from "../../../lib/quality/panel/quality-panel";
import { part, phantoms } from "../golden";
import { noise, toyHeads } from "../toy-heads";
import { classOf, find, n } from "./panel-of-heads";

const honest = toyHeads(n + 7, 3);
const ofHonest = qualityPanel([classOf(honest, 1)]);

describe("qualityPanel", () => {
  it("puts honest images near the real ones and the untrained generator far away, at equal n", () => {
    const { rows, fidelity } = ofHonest;
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
    const area = honest.size ** 2;
    const flipped = honest.pixels.map((_, at) => {
      const [image, place] = [Math.floor(at / area), at % area];
      const from = (honest.size - 1 - Math.floor(place / honest.size)) * honest.size + (place % honest.size);
      return honest.pixels[image * area + from]!;
    });
    const of = ({ rows }: typeof ofHonest): number =>
      find(rows, "Fréchet radiomics distance (ln)", "radiomics").synthetic;
    const ofFlipped = qualityPanel([classOf({ size: honest.size, pixels: flipped }, 1)]);
    expect(Math.abs(of(ofFlipped) - of(ofHonest))).toBeLessThan(0.2);
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
