import type { LayersModel } from "@tensorflow/tfjs";
import { expect, test } from "vitest";
import { stream } from "../../lib/core/random";
import { numTensors } from "../../lib/engine";
import { updateEma } from "../../lib/training/network-weights";
import { randomizeWeights } from "./random-model";
import { tinyGenerator } from "./tiny-gan";

const values = (model: LayersModel): number[][] => model.weights.map((w) => Array.from(w.read().dataSync()));

test("follow() moves trainable weights by 1 - decay and copies batch norm's averages", () => {
  const [ema, model] = [tinyGenerator(8), tinyGenerator(8)];
  randomizeWeights(model, stream(9, "model"));
  const [start, now] = [values(ema), values(model)];
  updateEma(ema, model, 0.9);
  values(ema).forEach((weight, i) => {
    const { trainable, originalName } = model.weights[i]!;
    weight.forEach((x, k) => {
      const expected = trainable ? 0.9 * start[i]![k]! + 0.1 * now[i]![k]! : now[i]![k]!;
      expect(Math.abs(x - expected), originalName).toBeLessThan(1e-6);
    });
  });
  expect(values(model)).toEqual(now);
});

test("follow() with decay 0 makes an equal copy", () => {
  const [ema, model] = [tinyGenerator(8), tinyGenerator(8)];
  randomizeWeights(model, stream(9, "model"));
  updateEma(ema, model, 0);
  expect(values(ema)).toEqual(values(model));
});

test("follow() gives the average weights of its own: the model's next move leaves them", () => {
  const [ema, model] = [tinyGenerator(8), tinyGenerator(8)];
  updateEma(ema, model, 0.5);
  const kept = values(ema);
  randomizeWeights(model, stream(9, "model"));
  expect(values(ema)).toEqual(kept);
});

test("follow() leaves no tensor behind", () => {
  const [ema, model] = [tinyGenerator(8), tinyGenerator(8)];
  updateEma(ema, model, 0.999);
  const start = numTensors();
  updateEma(ema, model, 0.999);
  expect(numTensors()).toBe(start);
});
