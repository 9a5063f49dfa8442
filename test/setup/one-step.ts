import { join } from "node:path";
import { ready, tf } from "../../lib/engine";
import { loadKeras, saveKeras } from "../../lib/training";
import { ganStep } from "../../lib/training/gan-step";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "../training/tiny-gan";

/**
 * One training step of a tiny pair, saved as .h5 and loaded again.
 * @returns one line: Node's version, the engine, both losses, the largest difference of the loaded generator's output
 */
export async function oneStep(folder: string): Promise<string> {
  const engine = await ready();
  const networks = { generator: tinyGenerator(8), discriminator: tinyDiscriminator(8) };
  const step = ganStep(networks, { learningRate: 2e-4, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 });
  const losses = step(tinyBatch(8, 4));
  const file = join(folder, "generator.h5");
  await saveKeras(networks.generator, file);
  const loaded = await loadKeras(file);
  const z = tf.linspace(-1, 1, 10).reshape([2, 5]);
  const output = (model: typeof loaded) => model.predict(z) as ReturnType<typeof tf.tensor>;
  const difference = tf.max(tf.abs(tf.sub(output(networks.generator), output(loaded)))).dataSync()[0];
  const numbers = [losses.discriminator, losses.generator].map((loss) => loss.dataSync()[0]?.toPrecision(6));
  return `${process.versions.node} ${engine} ${numbers.join(" ")} ${difference}`;
}
