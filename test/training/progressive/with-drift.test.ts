import { expect, test } from "vitest";
import { tf } from "../../../lib/engine";
import { wasserstein } from "../../../lib/training";
import { withDrift } from "../../../lib/training/progressive/with-drift";

const column = (...values: number[]) => tf.tensor2d(values, [values.length, 1]);

test("withDrift() adds the weighted mean square of the outputs of real images, to the discriminator's loss alone", () => {
  const [real, fake] = [column(3, -5), column(1, 2)];
  const targets = { real: tf.onesLike(real), fake: tf.zerosLike(real) };
  const loss = withDrift(wasserstein, 0.001);
  expect(loss.discriminator(real, fake, targets).dataSync()[0]).toBeCloseTo(2.5 + 0.001 * 17, 6);
  expect(loss.generator(fake).dataSync()[0]).toBe(wasserstein.generator(fake).dataSync()[0]);
  expect(loss.name).not.toBe(wasserstein.name);
  const slope = tf
    .grad((d) => loss.discriminator(d, fake, targets))(real)
    .dataSync();
  expect(slope[0]).toBeCloseTo(-0.5 + 0.001 * 3, 6);
});
