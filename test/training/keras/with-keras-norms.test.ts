import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LayersModel, Tensor } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { numTensors, tf } from "../../../lib/engine";
import { conditional, refreshReference, setReference, small, withVirtualNorm } from "../../../lib/models";
import { loadKeras, saveKeras } from "../../../lib/training";
import { withKerasNorms } from "../../../lib/training/keras/with-keras-norms";
import { normals } from "../../engine/compare";
import { randomizeWeights } from "../random-model";
import { tinyGenerator } from "../tiny-gan";

const rows = 6;
const cases: readonly (readonly [string, () => LayersModel])[] = [
  ["a chain", () => small.generator(16)],
  ["two inputs", () => conditional.generator(16, 2)],
  ["few features", () => tinyGenerator(8)],
];

test.each(cases)(
  "withKerasNorms() draws the same images by Keras' own layers, also saved and opened again: %s",
  async (_, build) => {
    const model = withVirtualNorm(build(), rows);
    randomizeWeights(model, stream(1, "weights"));
    const inputs = (n: number): Tensor[] =>
      model.inputs.map(({ shape }, i) => normals([n, shape[1]!], "input", n, i));
    setReference(model, inputs(rows));
    refreshReference(model);
    const z = inputs(3);
    const draw = (of: LayersModel): Float32Array =>
      tf.tidy(() => (of.apply(z.length === 1 ? z[0]! : z) as Tensor).dataSync<"float32">());
    const expected = draw(model);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1);

    const before = numTensors();
    const ofKeras = withKerasNorms(model);
    const file = join(mkdtempSync(join(tmpdir(), "graft-h5-")), "generator.h5");
    await saveKeras(ofKeras, file);
    const opened = await loadKeras(file);
    for (const same of [draw(ofKeras), draw(opened)])
      same.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5));
    for (const other of [ofKeras, opened]) other.dispose();
    expect(numTensors()).toBe(before);
    expect(draw(model)).toEqual(expected); // it stays
  },
);
