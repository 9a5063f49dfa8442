import type { Settings } from "../core";
import { acGan } from "./ac-gan";
import { conditional } from "./conditional";
import { paper, small } from "./dcgan";
import type { GanSpec } from "./gan-spec";
import { mlp } from "./mlp";
import { wganGp } from "./wgan-gp";
import { withoutBatchNorm } from "./without-batch-norm";

type Pairs = Readonly<Record<Settings["gan.network"], GanSpec>>;

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
  const spec = { ...ganPairs, ...own }[settings["gan.network"]];
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
