import { describe, expect, test } from "vitest";
import { ganVariants } from "../../lib/core/gan-variants";
import { resolveSettings, type Run } from "../../lib/core";
import { ganSpec } from "../../lib/models";
import {
  assertCombines,
  combinations,
  normalisationOf,
  type Normalisation,
} from "../../lib/training/combinations";
import { ganLosses, ganOptions, ganPenalties, gradientPenalty, hinge, wasserstein } from "../../lib/training";
import { leastSquares as own } from "./own-loss";
import { tinyOptions } from "./tiny";

const losses = Object.keys(ganLosses) as (keyof typeof ganLosses)[];
const penalties = ["none", ...Object.keys(ganPenalties)] as ("none" | keyof typeof ganPenalties)[];
const normalisations: readonly Normalisation[] = ["batch", "none", "spectral"];
const options = (loss: keyof typeof ganLosses, penalty: (typeof penalties)[number]) =>
  tinyOptions({
    loss: ganLosses[loss],
    penalty: penalty === "none" ? gradientPenalty : ganPenalties[penalty],
    penaltyWeight: penalty === "none" ? 0 : 1,
    flipProbability: 0,
  });

test("assertCombines() takes what the table holds and refuses all else with a remedy", () => {
  let taken = 0;
  for (const loss of losses)
    for (const penalty of penalties)
      for (const normalisation of normalisations) {
        const check = () => assertCombines(options(loss, penalty), normalisation);
        if (combinations[loss][penalty]?.includes(normalisation)) {
          expect(check).not.toThrow();
          taken++;
        } else expect(check).toThrow(/Cannot train with .*expected .*[Ss]et gan\./s);
      }
  expect(taken).toBe(14);
});

test("assertCombines() refuses inverted targets of a loss that has none, in words", () => {
  for (const loss of [hinge, wasserstein])
    expect(() => assertCombines(tinyOptions({ loss, flipProbability: 0.05, penaltyWeight: 0 }))).toThrow(
      "this loss has no targets that could be inverted. Set gan.flipProbability=0.",
    );
});

test("assertCombines() refuses an adaptive augmentation with a loss whose zero means nothing", () => {
  const check = (loss: keyof typeof ganLosses) =>
    assertCombines({
      ...options(loss, "none"),
      penaltyWeight: 1,
      penalty: gradientPenalty,
      augmentation: "adaptive",
    });
  expect(() => check("wasserstein")).toThrow("whose zero means nothing, expected outputs whose sign");
  expect(() => check("cross-entropy")).not.toThrow();
});

test("assertCombines() refuses minibatch discrimination with a gradient penalty, and smoothing of a loss without targets", () => {
  const minibatch = (penaltyWeight: number) => () =>
    assertCombines({ ...tinyOptions({ minibatchKernels: 16, penaltyWeight }) });
  expect(minibatch(1)).toThrow("no second derivative here. Set gan.penalty=none.");
  expect(minibatch(0)).not.toThrow();
  expect(() => assertCombines(tinyOptions({ loss: hinge, flipProbability: 0, smoothing: 0.1, penaltyWeight: 0 }))).toThrow("Set gan.smoothing=0."); // prettier-ignore
});

test("assertCombines() refuses virtual batch norm by one image, and of a diffusion model", () => {
  const check = (changes: Parameters<typeof tinyOptions>[0]) => () => assertCombines(tinyOptions(changes));
  expect(check({ referenceBatch: 1 })).toThrow("one image has no spread. Set gan.referenceBatch=16.");
  expect(check({ referenceBatch: 16, isDiffusion: true })).toThrow("expected a pair of networks. Set gan.referenceBatch=0."); // prettier-ignore
  for (const referenceBatch of [0, 2, 16]) expect(check({ referenceBatch })).not.toThrow();
});

test("assertCombines() leaves a loss of one's own alone", () => {
  expect(() => assertCombines(tinyOptions({ loss: own, penaltyWeight: 3 }), "batch")).not.toThrow();
});

test("normalisationOf() refuses spectral norm beside batch norm", () => {
  const spec = { ...ganSpec({ "gan.network": "small" }), spectralNorm: true as const };
  const discriminator = spec.discriminator(32);
  expect(() => normalisationOf(spec, discriminator)).toThrow("batch norm and spectral norm");
  discriminator.dispose();
});

describe("every variant", () => {
  const ofPairs = Object.keys(ganVariants).filter((name) => name !== "diffusion"); // which has no adversary
  test.each(ofPairs)("%s is a set of settings that go together", (variant) => {
    const settings = resolveSettings("quick", { "gan.variant": variant });
    const run = { settings, seed: 1, path: (...p: string[]) => p.join("/") } as Run;
    const spec = ganSpec(settings);
    const discriminator = spec.discriminator(32);
    const check = () => assertCombines(ganOptions(run, "a"), normalisationOf(spec, discriminator));
    expect(check).not.toThrow();
    discriminator.dispose();
  });

  test("is what is set beside it where both speak", () => {
    const settings = resolveSettings("quick", { "gan.variant": "wgan-gp", "gan.beta1": 0.5 });
    expect([settings["gan.beta1"], settings["gan.beta2"], settings["gan.criticSteps"]]).toEqual([
      0.5, 0.9, 5,
    ]);
    expect(resolveSettings("quick", settings)).toEqual(settings);
  });
});
