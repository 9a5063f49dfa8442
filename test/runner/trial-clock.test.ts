import { expect, test } from "vitest";
import { range } from "../../lib/core";
import { trialClock } from "../../lib/runner/trial-clock";
import type { Trial } from "../../lib/study/trial";

const trials = range(10).map((fold) => ({ kind: "gan", id: String(fold), fold }) as unknown as Trial);
const [trial] = trials as [Trial, ...Trial[]];

/** Ten trials of 60 expected seconds in two processes. */
function clockAt(hours?: number) {
  const time = { seconds: 0 };
  const options = { processes: 2, seconds: () => 60, hours };
  return { time, clock: trialClock(trials, options, () => 1000 * time.seconds) };
}

test("without hours there is always time, and what is left follows the pace of what is finished", () => {
  const { time, clock } = clockAt();
  expect(clock.left()).toBe(300);
  time.seconds = 120; // twice as slow as expected
  clock.done(trial);
  clock.done(trial);
  expect(clock.left()).toBe(480);
  expect(clock.hasTimeFor(trial)).toBe(true);
});

test("a trial begins only if it would be finished in time, by the pace so far", () => {
  const { time, clock } = clockAt(0.1); // 360 s
  time.seconds = 240;
  expect(clock.hasTimeFor(trial)).toBe(true);
  for (const one of trials.slice(0, 4)) clock.done(one); // a trial takes 120 s here
  expect(clock.hasTimeFor(trial)).toBe(true);
  time.seconds = 250;
  expect(clock.hasTimeFor(trial)).toBe(false);
  expect(clock.left()).toBe(110);
});

test("after the time nothing begins and nothing is left", () => {
  const { time, clock } = clockAt(0.1);
  time.seconds = 400;
  expect(clock.hasTimeFor(trial)).toBe(false);
  expect(clock.left()).toBe(0);
});
