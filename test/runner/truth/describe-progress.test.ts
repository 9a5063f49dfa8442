import { expect, test } from "vitest";
import { duration } from "../../../lib/core";
import { describeProgress } from "../../../lib/runner/truth/describe-progress";

test("describeProgress() tells the time left by the studies run now, not by those kept", () => {
  expect(describeProgress(20, 40, [])).toBe("[20/40] kept from an earlier command");
  expect(describeProgress(22, 40, [200, 400])).toBe(`[22/40] ${duration(300 * 18)} left`);
});
