import { expect, test } from "vitest";
import { simulationOf, world } from "./simulation";

// 200 of the 1,000 studies that `npm run test:long -- simulated` draws; bounds are 97.5 % bounds for that many.
const studies = 200;

test("with no difference between the arms few studies claim one, many with a plain t-test", () => {
  const none = simulationOf({ ...world, gain: 0 }, studies);
  expect(none.claimed).toBeLessThanOrEqual(17); // of 200 at 5 %
  expect(none.naive).toBeGreaterThan(2.5 * Math.max(none.claimed, 17));
});

test("a planted gain is claimed as often as the studies say that they would", () => {
  const planted = simulationOf({ ...world, gain: 1 }, studies);
  expect(planted.claimed / studies).toBeGreaterThan(planted.stated - 0.1);
  expect(planted.stated).toBeGreaterThan(0.3);
});
