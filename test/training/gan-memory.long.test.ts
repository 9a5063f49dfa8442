import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { numTensors, tf } from "../../lib/engine";
import { rssMiB } from "../engine/memory";
import { updateEma } from "../../lib/training/network-weights";
import { ganStep } from "../../lib/training/gan-step";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;
/** MiB after JavaScript's own garbage is gone. */
const held = (): number => {
  collect();
  return rssMiB();
};

test("ganStep() holds tensors and memory over 500 steps", () => {
  const networks = { generator: tinyGenerator(16), discriminator: tinyDiscriminator(16, { dropout: 0.4 }) };
  const ema = tinyGenerator(16);
  const step = ganStep(networks, { learningRate: 2e-4, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 });
  const run = (seed: number): number => {
    const batch = tinyBatch(16, 8, seed);
    const losses = step(batch);
    updateEma(ema, networks.generator, 0.999);
    const loss = losses.discriminator.dataSync()[0]!;
    tf.dispose([batch, [losses.discriminator, losses.generator, losses.penalty]] as never);
    return loss;
  };
  for (let i = 0; i < 200; i++) run(i); // allocators and JavaScript's heap find their size
  const [tensors, rss] = [numTensors(), held()];
  let most = tensors;
  for (let i = 200; i < 700; i++) {
    if (!Number.isFinite(run(i))) throw new Error(`loss of step ${i}`);
    most = Math.max(most, numTensors());
  }
  expect(most).toBe(tensors);
  // one leaked activation a step would be 500 x 8 x 16 x 16 x 4 floats = 16 MiB
  expect(held() - rss).toBeLessThan(10);
});
