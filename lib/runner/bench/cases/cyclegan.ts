import type * as tfjs from "@tensorflow/tfjs";
import { stream } from "../../../core";
import { compile, draws, tf } from "../../../engine";
import { cycleGan, initialize } from "../../../models";
import { gather, imageTensor } from "../../../training/image-tensor";
import { cycleGanDefaults, cycleGanLosses } from "../../../training/refinement";
import { cycleGanStep } from "../../../training/refinement/cyclegan-step";
import { warmUp, type BenchCase } from "../bench-case";
import { counts, noiseImages } from "./gan";

/** What is trained; every contender of the row takes the same. */
export interface CycleGanCaseOptions {
  /** Channels of the generators at full size. */
  readonly width: number;
  readonly discriminatorWidth: number;
  readonly batch: number;
  /** Images in each domain. */
  readonly images: number;
}

const size = 32;

/** A step of CycleGAN as its training takes it: four networks, the pools full, images gathered in the graph. */
export function cycleGanCase({ width, discriminatorWidth, batch, images }: CycleGanCaseOptions): BenchCase {
  const spec = cycleGan({ width, discriminatorWidth });
  const networks = {
    forward: spec.generator(size),
    backward: spec.generator(size),
    ofA: spec.discriminator(size),
    ofB: spec.discriminator(size),
  };
  for (const [name, network] of Object.entries(networks))
    initialize(network, stream(1, "bench", name), spec.initialization);
  const { step } = cycleGanStep(networks, cycleGanLosses, cycleGanDefaults);
  const all = imageTensor(noiseImages(images, size));
  const random = draws(1, "bench/cyclegan");
  const shown = {
    stored: tf.zeros([batch, size, size, 1]) as tfjs.Tensor4D,
    isStored: tf.tensor4d(
      Array.from({ length: batch }, (_, i) => i % 2),
      [batch, 1, 1, 1],
    ),
  };
  const some = (): tfjs.Tensor4D => gather(all, random.integers([batch], 0, images) as tfjs.Tensor1D);
  const compiled = compile((pool: typeof shown) => step(some(), some(), { a: pool, b: pool }));
  const once = (): void => {
    const result = compiled(shown);
    for (const fake of [result.fakeA, result.fakeB, result.losses]) fake.dataSync(); // as the pools take them
    tf.dispose(result);
  };
  return {
    prepare: () => {
      for (let i = 0; i < warmUp; i++) once();
    },
    step: once,
    checks: () => counts(networks),
  };
}
