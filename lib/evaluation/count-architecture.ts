import { paper, paramCount } from "../models";
import { resnetCost } from "../models/resnet-cost";
import { depths } from "../models/residual-blocks";
import type { Architecture } from "./evidence";

/** The paper's networks counted from their layers: builds the GAN's pair and disposes it again; trains nothing. */
export function countArchitecture(): Architecture {
  const [generator, discriminator] = [paper.generator(32), paper.discriminator(32)];
  const counts = [generator, discriminator].map((network) => paramCount(network).trainable);
  generator.dispose();
  discriminator.dispose();
  return {
    parameters: { generator: counts[0] ?? NaN, discriminator: counts[1] ?? NaN },
    multiplyAdds: depths.map((depth) => resnetCost(depth).multiplyAdds),
  };
}
