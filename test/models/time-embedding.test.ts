import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { timeEmbedding } from "../../lib/models/time-embedding";
import golden from "../golden/diffusion.json";

test("timeEmbedding() gives the reference's waves: cosines, then sines", () => {
  const { t, dim, value } = golden.timestep_embedding;
  const found = [...timeEmbedding(tf.tensor2d([[t]]), dim).dataSync()];
  expect(found).toHaveLength(dim);
  found.forEach((x, i) => expect(x).toBeCloseTo(value[i]!, 5));
});
