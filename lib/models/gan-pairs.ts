import type { Settings } from "../core";
import { fail } from "../core/errors";
import { acGan } from "./ac-gan";
import { conditional } from "./conditional";
import { paper, small } from "./dcgan";
import { diffusion, type DiffusionSpec } from "./diffusion";
import type { GanSpec } from "./gan-spec";
import { mlp } from "./mlp";
import { wganGp } from "./wgan-gp";
import { withoutBatchNorm } from "./without-batch-norm";

type Pairs = Readonly<Record<Exclude<Settings["gan.network"], "diffusion">, GanSpec>>;

/** What a generator is trained as: a pair of networks, or a diffusion model's one. */
export type GeneratorSpec = GanSpec | DiffusionSpec;

/** The published pair of each value of the setting `gan.network`. */
export const ganPairs: Pairs = {
  paper,
  small,
  conditional,
  "ac-gan": acGan,
  mlp,
  "wgan-gp": wganGp("wgan-gp", 64),
  "wgan-gp-small": wganGp("wgan-gp-small", 16),
};

/**
 * The pair that the setting `gan.network` names, its discriminator normalised as `gan.normalisation` says.
 * @param own pairs in place of the published ones: notebook 02 gives those of its cells
 */
export function ganSpec(
  settings: Pick<Settings, "gan.network"> & Partial<Pick<Settings, "gan.normalisation">>,
  own: Partial<Pairs> = {},
): GanSpec {
  const network = settings["gan.network"];
  if (network === "diffusion")
    return fail("take a pair of networks", "gan.network=diffusion", "a GAN", "Set gan.network=small.");
  const spec = { ...ganPairs, ...own }[network];
  const { "gan.normalisation": normalisation = "own" } = settings;
  if (normalisation === "own") return spec;
  return {
    ...spec,
    name: `${spec.name}, ${normalisation === "none" ? "no batch norm in the discriminator" : "spectral norm"}`,
    ...(normalisation === "spectral" && { spectralNorm: true }),
    discriminator: (size, classes) => withoutBatchNorm(spec.discriminator(size, classes)),
    writtenDiscriminator: spec.discriminator,
  };
}

/**
 * The networks that the setting `gan.network` names: a pair as `ganSpec` gives it, or the diffusion model.
 * @param own as in `ganSpec`
 */
export function generatorSpec(
  settings: Pick<Settings, "gan.network" | "gan.width"> & Partial<Pick<Settings, "gan.normalisation">>,
  own: Partial<Pairs> = {},
): GeneratorSpec {
  return settings["gan.network"] === "diffusion" ? diffusion(settings["gan.width"]) : ganSpec(settings, own);
}
