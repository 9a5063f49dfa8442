import { expect, test } from "vitest";
import { simulationOf, world } from "./simulation";

test.each([1, 10])(
  "at most 64 of 1,000 simulated studies of %i repeats claim what is not there",
  (repeats) => {
    const none = simulationOf({ ...world, repeats, gain: 0 }, 1000);
    console.log(
      `${repeats} repeats: ${none.claimed} of 1,000 claim a difference, ${none.naive} by a plain t-test`,
    );
    expect(none.claimed).toBeLessThanOrEqual(64); // the 97.5 % bound of 5 %
    expect(none.naive).toBeGreaterThan(2 * none.claimed);
  },
);

test("a planted gain is found at least as often as the studies say", () => {
  const planted = simulationOf({ ...world, gain: 1 }, 1000);
  console.log(
    `gain ${planted.difference.toFixed(3)}: stated ${planted.stated.toFixed(2)}, claimed ${planted.claimed}`,
  );
  expect(planted.claimed / 1000).toBeGreaterThan(planted.stated);
});
