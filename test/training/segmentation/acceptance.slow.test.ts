import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mean } from "../../../lib/core";
import { ready } from "../../../lib/engine";
import { judgeSegmentation, type SegmentationResult } from "../../../lib/evaluation";
import { smallTwoPath, twoPathCnn } from "../../../lib/models";
import {
  labelPixels,
  mapsOf,
  reflectPad,
  trainingMaps,
  trainSegmentation,
  usePhase,
  type Phase,
} from "../../../lib/training";
import { lesionHeads } from "./lesion-heads";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "segmentation-"));
  await ready();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const half = (smallTwoPath.patch - 1) / 2;
const phases: Phase[] = [
  { name: "phase 1", steps: 600, patches: "balanced", trains: "all", learningRate: 0.01 },
  { name: "phase 2", steps: 300, patches: "natural", trains: "output", learningRate: 0.005 },
];

/** What each phase's end finds on 60 other heads, all pixels together. */
async function phaseEnds(seed: number) {
  const [train, heldOut] = [lesionHeads(100, seed), lesionHeads(60, seed + 1000)];
  const network = twoPathCnn(smallTwoPath);
  const data = { padded: reflectPad(trainingMaps(train.images), half), labels: train.truth, classes: 2 };
  const options = { name: "lesions", seed, phases, patch: smallTwoPath.patch, batchSize: 128, momentum: 0.9 };
  const trained = await trainSegmentation(network, data, { ...options, folder: join(folder, String(seed)) });
  const ends = phases.map(({ name }) => {
    usePhase(network, trained, name);
    const { values } = labelPixels(network, reflectPad(mapsOf(heldOut.images), half));
    const arm = { ...trained, name, region: () => values.filter((_, i) => i % 2 === 1) };
    const [{ pooled, meanProbability, trueShare }] = judgeSegmentation(
      [arm],
      heldOut.images,
      heldOut.truth,
      seed,
    ) as [SegmentationResult];
    const of = (key: string): number => pooled.find(({ measure }) => measure === key)!.value;
    return {
      dice: of("dice"),
      sensitivity: of("sensitivity"),
      ppv: of("ppv"),
      specificity: of("specificity"),
      share: meanProbability / trueShare,
    };
  });
  network.dispose();
  return ends as [(typeof ends)[number], (typeof ends)[number]];
}

// The reference, one run in torch: Dice 0.769 and 0.911.
test("the published pattern on heads with lesions, three seeds", async () => {
  const gains: number[] = [];
  for (const seed of [1, 2, 3]) {
    const [one, two] = await phaseEnds(seed);
    expect(two.dice).toBeGreaterThan(0.8);
    expect(two.ppv).toBeGreaterThan(one.ppv);
    expect(two.sensitivity).toBeLessThan(one.sensitivity);
    expect(two.specificity).toBeGreaterThan(0.99);
    expect(Math.abs(two.share - 1)).toBeLessThan(0.2);
    expect(one.share).toBeGreaterThan(1.2);
    gains.push(two.dice - one.dice);
  }
  expect(mean(gains)).toBeGreaterThan(0.05);
});
