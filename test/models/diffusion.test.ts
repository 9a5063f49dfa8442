import type { Tensor } from "@tensorflow/tfjs";
import { describe, expect, test } from "vitest";
import { stream } from "../../lib/core";
import { numTensors, tf } from "../../lib/engine";
import { diffusion, generatorSpec, initialize, isDiffusion, networkTable } from "../../lib/models";
import golden from "../golden/diffusion.json";
import { randomTensor } from "./central-differences";

describe("the denoiser", () => {
  test("has the reference's parameters at widths 16, 24 and 32", () => {
    const before = numTensors();
    for (const { base, parameters } of golden.unet.filter(
      ({ mults, blocks }) => mults.length === 3 && blocks === 1,
    )) {
      const denoiser = diffusion(base).denoiser(32, 2);
      expect([base, denoiser.countParams()]).toEqual([base, parameters]);
      denoiser.dispose();
    }
    expect(numTensors()).toBe(before);
  });

  test("predicts no noise before training, and then depends on image, time and class, not on batch mates", () => {
    const denoiser = diffusion(8).denoiser(8, 2);
    initialize(denoiser, stream(1, "weights"), "glorot uniform");
    const at = (t: readonly number[], y: readonly (readonly number[])[], x: Tensor): number[] => [
      ...(
        denoiser.apply([x, tf.tensor2d(t.map((one) => [one])), tf.tensor2d(y.map((row) => [...row]))], {
          training: false,
        }) as Tensor
      ).dataSync(),
    ];
    const x = randomTensor([2, 8, 8, 1], "images");
    const [a, b, none] = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const;
    expect(at([500, 500], [a, b], x).every((value) => value === 0)).toBe(true);
    const random = stream(2, "kernels");
    for (const weight of denoiser.trainableWeights)
      weight.write(
        tf.tensor(
          random.normals(weight.shape.reduce<number>((p, s) => p * s!, 1)).map((v) => v / 4),
          weight.shape as number[],
        ),
      );
    const base = at([500, 500], [a, b], x);
    expect(at([500, 10], [a, b], x).slice(0, 64)).toEqual(base.slice(0, 64));
    expect(at([500, 500], [a, none], x).slice(0, 64)).toEqual(base.slice(0, 64));
    expect(at([400, 500], [a, b], x).slice(0, 64)).not.toEqual(base.slice(0, 64));
    expect(at([500, 500], [b, b], x).slice(0, 64)).not.toEqual(base.slice(0, 64));
    expect(at([500, 500], [none, b], x).slice(0, 64)).not.toEqual(base.slice(0, 64));
    denoiser.dispose();
  });
});

test("generatorSpec() gives the diffusion model of gan.width, whose one network is a table like a pair's", () => {
  const spec = generatorSpec({ "gan.network": "diffusion", "gan.width": 8 });
  expect(isDiffusion(spec) && spec.width).toBe(8);
  expect(isDiffusion(generatorSpec({ "gan.network": "small", "gan.width": 8 }))).toBe(false);
  const rows = networkTable(spec, 8, spec);
  expect(rows[0]?.layer).toBe("DENOISER");
  expect(rows.every((row) => row[" "] === "")).toBe(true);
});
