import { describe, expect, test } from "vitest";
import {
  cosineSchedule,
  linearSchedule,
  posteriorVariance,
  signalToNoise,
} from "../../../lib/training/diffusion/noise-schedule";
import golden from "../../golden/diffusion.json";

describe("schedules equal the reference's", () => {
  test.each([
    ["linear1000", linearSchedule(1000)],
    ["cosine1000", cosineSchedule(1000)],
    ["cosine100", cosineSchedule(100)],
  ] as const)("%s", (name, schedule) => {
    const expected = golden.schedules[name];
    const near = (found: number, value: number): void => expect(found / value).toBeCloseTo(1, 8);
    expected.t.forEach((t, i) => {
      near(schedule.beta[t]!, expected.beta[i]!);
      near(schedule.alphaBar[t]!, expected.alpha_bar[i]!);
      near(signalToNoise(schedule, t), expected.snr[i]!);
      const variance = posteriorVariance(schedule, t);
      if (t === 0) expect(variance).toBe(0);
      else near(variance, expected.posterior_variance[i]!);
    });
  });

  test("the first time has noise already, the last one's beta is cut in alphaBar too", () => {
    const { beta, alphaBar } = cosineSchedule(100);
    expect(alphaBar[0]).toBeCloseTo(0.999369, 6);
    expect(beta[99]).toBe(0.999);
    expect(alphaBar[99]).toBeCloseTo(2.43e-7, 9);
  });
});
