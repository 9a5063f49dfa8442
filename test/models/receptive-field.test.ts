import { expect, test } from "vitest";
import { cycleGan, receptiveField, simGan } from "../../lib/models";

test("receptiveField() is 23 pixels for SimGAN's discriminator, 16, 34 and 70 for CycleGAN's", () => {
  const ofSimGan = simGan(8).discriminator(32);
  expect(receptiveField(ofSimGan)).toBe(23);
  ofSimGan.dispose();
  for (const [strides, field] of [
    [1, 16],
    [2, 34],
    [3, 70],
  ] as const) {
    const network = cycleGan({ discriminatorWidth: 2, strides }).discriminator(32);
    expect([strides, receptiveField(network)]).toEqual([strides, field]);
    network.dispose();
  }
});
