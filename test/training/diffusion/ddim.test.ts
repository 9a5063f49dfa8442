import { expect, test } from "vitest";
import { tf } from "../../../lib/engine";
import { ddimStep, ddimTimes } from "../../../lib/training/diffusion/ddim";
import { cosineSchedule } from "../../../lib/training/diffusion/noise-schedule";
import golden from "../../golden/diffusion.json";

const { alphaBar } = cosineSchedule(100);
const { ddim } = golden;
const x = tf.tensor1d(golden.q_sample.xt);
const eps = tf.tensor1d(ddim.predicted_noise);

test.each([
  [false, ddim.x0, ddim.x_next],
  [true, ddim.x0_clipped, ddim.x_next_clipped],
])("ddimStep() equals the reference, cut to [-1, 1]: %s", (isClipped, x0, next) => {
  const found = ddimStep(x, eps, alphaBar[ddim.t]!, alphaBar[ddim.to]!, isClipped);
  [...found.x0.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(x0[i]!, 5));
  [...found.next.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(next[i]!, 5));
});

test("the last step gives the image itself", () => {
  const { x0, next } = ddimStep(x, eps, alphaBar[ddim.t]!, 1);
  [...next.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(x0.dataSync()[i]!, 6));
});

test("ddimTimes() equals the reference", () => {
  const { T, n, t } = golden.ddim_steps;
  expect(ddimTimes(T, n)).toEqual(t);
});
