import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile, numTensors, seedDropout, tf, useCompute } from "../../lib/engine";
import { rssMiB } from "../engine/memory";
import { stream } from "../../lib/core";
import type { GanBatch } from "../../lib/training/gan-batch";
import { ganStep, type GanLosses } from "../../lib/training/gan-step";
import { tinyBatch, tinyDiscriminator, tinyGenerator } from "./tiny-gan";

beforeAll(() => useCompute({ mode: "graph" }));
afterAll(() => useCompute({ mode: "eager" }));

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;
/** Tensors, their bytes, and resident MiB after JavaScript's own garbage is gone. */
const held = () => {
  collect();
  const { numBytes } = tf.memory();
  return { tensors: numTensors(), numBytes, rss: rssMiB() };
};

const n = 150;
const size = 16;

test(`a compiled GAN holds after ${5 * n} steps what it held after ${n}`, () => {
  const networks = {
    generator: tinyGenerator(size),
    discriminator: tinyDiscriminator(size, { dropout: 0.4 }),
  };
  seedDropout(networks.discriminator, stream(1, "masks"));
  const options = { learningRate: 2e-4, beta1: 0.5, beta2: 0.999, penaltyWeight: 10 };
  const compiled = compile(ganStep(networks, options) as (batch: GanBatch) => GanLosses);
  const batch = tinyBatch(size, 8);
  const steps = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const losses = compiled(batch);
      const loss = losses.discriminator.dataSync()[0];
      if (!Number.isFinite(loss)) throw new Error(`loss of step ${i}`);
      tf.dispose(Object.values(losses));
    }
  };
  steps(n); // allocators and JavaScript's heap find their size
  const before = held();
  steps(4 * n);
  const after = held();
  expect({ ...after, rss: 0 }).toEqual({ ...before, rss: 0 });
  // one activation kept a step, 8 x 16 x 16 x 4 floats, would be 19 MiB
  expect(after.rss - before.rss).toBeLessThan(10);
  compiled.dispose();
});
