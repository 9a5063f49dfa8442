import { expect, test } from "vitest";
import { planNodes } from "../../lib/runner/plan-nodes";
import { maxWorkers } from "../../lib/study/simulate-workers";
import { measuredOverhead } from "../../lib/runner/ray/measured-overhead";
import type { Trial } from "../../lib/study";

const place = { repeat: 0, fold: 0, foldId: "f", seed: 1 };
const gan: Trial = { ...place, kind: "gan", id: "g", label: 0 };
const arms = Array.from({ length: 5 }, (_, i): Trial => ({
  ...place,
  kind: "arm",
  id: `a${i}`,
  arm: "original+synthetic",
  gans: ["g"],
}));
const hour = (): number => 3600;

test("planNodes() of one machine says the hours of one processor", () => {
  expect(planNodes([gan, ...arms], hour, { nodes: 1, cpus: 2 }, false)).toEqual([
    "in all 6.0 hours of one processor",
  ]);
  expect(planNodes([gan, ...arms], hour, { nodes: 1, cpus: 2 }, true)[0]).toContain(
    "6 of the trials ask for one each",
  );
});

test("planNodes() of several machines waits for the GAN, then runs all arms at once", () => {
  const [, on] = planNodes([gan, ...arms], hour, { nodes: 3, cpus: 2 }, false);
  expect(on).toMatch(/^on 3 nodes like this one \(6 processors, Ray\): 2 h 00 min, 50 % of /);
  expect(on).toContain(`could feed about ${maxWorkers(3600, measuredOverhead)} processors`);
});

test("a GAN that is finished already is not waited for", () => {
  const [, on] = planNodes(arms, hour, { nodes: 3, cpus: 2 }, false);
  expect(on).toMatch(/: 60 min 0\d s, 83 % of /);
});
