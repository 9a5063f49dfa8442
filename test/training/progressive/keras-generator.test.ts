import type * as tfjs from "@tensorflow/tfjs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stream } from "../../../lib/core";
import { tf } from "../../../lib/engine";
import { initialize, pggan } from "../../../lib/models";
import { loadKeras, saveKeras } from "../../../lib/training";
import { kerasGenerator } from "../../../lib/training/progressive/keras-generator";
import { randomTensor } from "../../models/central-differences";

test.each([false, true])(
  "generator.h5 draws the trained generator's images, cut to [-1, 1]; boxes: %s",
  async (hasBoxes) => {
    const spec = pggan({ maps: 6, hasBoxes });
    const trained = spec.generator({ side: 16, isFading: false });
    initialize(trained, stream(1, "keras"), "normal 1");
    for (const [i, weight] of trained.weights.entries())
      if (weight.originalName.endsWith("bias"))
        weight.write(tf.mul(randomTensor(weight.shape as number[], `bias ${i}`), 0.3));
    const file = join(mkdtempSync(join(tmpdir(), "graft-h5-")), "generator.h5");
    const exported = kerasGenerator(spec, 16, trained);
    await saveKeras(exported, file);
    const loaded = await loadKeras(file);
    const maps = tf.sigmoid(randomTensor([5, 16, 16, 1], "boxes"));
    const z = randomTensor([5, 6], "z");
    const draw = (model: tfjs.LayersModel): Float32Array =>
      (model.apply(hasBoxes ? [z, maps] : z) as tfjs.Tensor).dataSync<"float32">();
    const [expected, found] = [draw(trained), draw(loaded)];
    const cut = expected.map((value) => Math.min(1, Math.max(-1, value)));
    expect(Math.max(...found.map((value, i) => Math.abs(value - cut[i]!)))).toBeLessThan(2e-5);
    expect(expected.some((x) => Math.abs(x) > 1)).toBe(true);
    for (const model of [trained, exported, loaded]) model.dispose();
  },
);
