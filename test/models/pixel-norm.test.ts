import { expect, test } from "vitest";
import { tf } from "../../lib/engine";
import { pixelNorm } from "../../lib/models/pixel-norm";
import { UnitNormalization } from "../../lib/models/unit-normalization";
import golden from "../golden/pggan.json";
import { gradientError, randomTensor } from "./central-differences";

const { shape, x, out } = golden.pixel_norm;

test("pixelNorm() gives each pixel a mean square of 1: the reference's values", () => {
  const y = pixelNorm(tf.tensor(x, shape));
  y.dataSync().forEach((value, i) => expect(value).toBeCloseTo(out[i]!, 5));
  const squares = tf.mean(tf.square(y), -1).dataSync();
  for (const value of squares) expect(value).toBeCloseTo(1, 5);
});

test("its gradient is that of central differences", () => {
  expect(gradientError((a) => pixelNorm(a!), [randomTensor([2, 3, 3, 4], "features")])).toBeLessThan(0.02);
});

test("Keras' unit normalisation times the root of the channels is the same", () => {
  const maps = tf.tensor(x, shape);
  const unit = new UnitNormalization({}).apply(maps) as typeof maps;
  const scaled = tf.mul(unit, Math.sqrt(shape.at(-1)!)).dataSync();
  pixelNorm(maps)
    .dataSync()
    .forEach((value, i) => expect(value).toBeCloseTo(scaled[i]!, 5));
});
