import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stream } from "../../lib/core";
import { ready, tf } from "../../lib/engine";
import { layers } from "../../lib/engine";
import { discriminatorScores, saveKeras } from "../../lib/training";

it("discriminatorScores() is the mean logit of an image and its mirror image, and leaves no tensor behind", async () => {
  await ready();
  const folder = mkdtempSync(join(tmpdir(), "graft-scores-"));
  try {
    const model = tf.sequential();
    model.add(layers.flatten({ inputShape: [4, 4, 1] }));
    model.add(layers.dense({ units: 1 }));
    await saveKeras(model, join(folder, "discriminator.h5"), { finalActivation: "sigmoid" });
    const pixels = stream(1, "images").normals(3 * 16);
    const mirrored = Float32Array.from(pixels, (_, k) => pixels[k - (k % 4) + 3 - (k % 4)]!);
    const logits = (values: Float32Array): number[] =>
      tf.tidy(() => [
        ...(model.predict(tf.tensor(values, [3, 4, 4, 1])) as ReturnType<typeof tf.tensor>).dataSync(),
      ]);
    const [own, mirror] = [logits(pixels), logits(mirrored)];
    const before = tf.memory().numTensors;
    const scores = await discriminatorScores({ folder }, { size: 4, pixels });
    expect(tf.memory().numTensors).toBe(before);
    scores.forEach((score, i) => expect(score).toBeCloseTo((own[i]! + mirror[i]!) / 2, 5));
    model.dispose();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
