import { expect, test } from "vitest";
import { growthAt, growthSchedule, growthWork } from "../../../lib/training/progressive/growth-schedule";

const schedule = growthSchedule({ size: 16, stable: 100, fade: 40 });

test("growthSchedule() goes from 4 x 4 to the target, each side fading in and then stable", () => {
  expect(schedule).toEqual({
    size: 16,
    images: 380,
    phases: [
      { side: 4, isFading: false, from: 0, to: 100 },
      { side: 8, isFading: true, from: 100, to: 140 },
      { side: 8, isFading: false, from: 140, to: 240 },
      { side: 16, isFading: true, from: 240, to: 280 },
      { side: 16, isFading: false, from: 280, to: 380 },
    ],
  });
  const sides = growthSchedule({ size: 256, stable: 1, fade: 1 }).phases.map(({ side }) => side);
  expect([...new Set(sides)]).toEqual([4, 8, 16, 32, 64, 128, 256]);
});

test("it may begin at the target: nothing grows", () => {
  const flat = growthSchedule({ size: 16, stable: 380, fade: 1, first: 16 });
  expect(flat.phases).toEqual([{ side: 16, isFading: false, from: 0, to: 380 }]);
});

test.each([
  [0, 4, 1],
  [99, 4, 1],
  [100, 8, 0],
  [110, 8, 0.25],
  [139, 8, 0.975],
  [140, 8, 1],
  [279, 16, 0.975],
  [1000, 16, 1],
])("growthAt(): after %d images the side is %d and the share of its layers %d", (shown, side, alpha) => {
  const at = growthAt(schedule, shown);
  expect([at.phase.side, at.alpha]).toEqual([side, alpha]);
  expect(schedule.phases[at.index]).toBe(at.phase);
});

test.each([24, 33, 2, 2048, 0, NaN])("a side of %d is refused", (size) => {
  expect(() => growthSchedule({ size, stable: 10, fade: 10 })).toThrow(
    `Cannot grow a GAN: size ${size}, expected a power of two from 4 to 1024. Set data.size to 32, 64, 128 or 256.`,
  );
});

test("growthWork() counts an image of a larger side as more, whatever lies after the last phase as the last side", () => {
  const small = growthSchedule({ size: 8, stable: 10, fade: 20 });
  expect(growthWork(small, 0)).toBe(0);
  expect(growthWork(small, 10)).toBeCloseTo(10, 12);
  const ofEight = (100 + 64) / 116;
  expect(growthWork(small, 25)).toBeCloseTo(10 + 15 * ofEight, 12);
  expect(growthWork(small, 43)).toBeCloseTo(10 + 33 * ofEight, 12);
});

test("amounts that are no numbers of images are refused", () => {
  expect(() => growthSchedule({ size: 8, stable: 0, fade: 10 })).toThrow("stable 0");
  expect(() => growthSchedule({ size: 8, stable: 10, fade: 1.5 })).toThrow("fade 1.5");
  expect(() => growthSchedule({ size: 8, stable: 10, fade: 1, first: 16 })).toThrow("first 16 above size 8");
});
