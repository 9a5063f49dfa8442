import { conditional } from "./conditional";
import { small } from "./dcgan";
import type { GanSpec } from "./gan-spec";

/**
 * An auxiliary-classifier pair for all classes: the conditional pair's generator, and the small pair's discriminator, which is
 * not told the class but asked for it while it is trained.
 *
 * The class term asks that a generated image's class can be read off, and nothing pulls back: where the classes overlap, the
 * generator moves to the easily classified middle of each. High class fidelity with little variety within a class is that
 * failure: Gong et al. 2019, section 3.
 *
 * Source: Odena et al. 2017, section 3.
 */
export const acGan: GanSpec = {
  ...conditional,
  name: "ac-gan",
  auxiliary: true,
  discriminator: small.discriminator,
};
