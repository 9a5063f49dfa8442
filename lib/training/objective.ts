import type { GanOptions } from "./gan-options";

/** What a GAN is trained to do, in sentences, with the choices the paper leaves open: rows of a table. */
export function objective(options: GanOptions): { part: string; choice: string; why: string }[] {
  const { loss, penalty, penaltyWeight, flipProbability, noise, ema, learningRate, beta1, beta2, batchSize } =
    options;
  return [
    {
      part: "loss",
      choice: loss.name,
      why:
        "section 4.2.2" +
        (loss.finalActivation === "linear"
          ? " names binary cross-entropy; the discriminator is saved as it is, without a sigmoid"
          : `; the published ${loss.finalActivation} is put on top when the discriminator is saved`),
    },
    {
      part: "gradient penalty",
      choice: penaltyWeight === 0 ? "off" : `${penaltyWeight} * ${penalty.name}`,
      why:
        "section 4.2.2 asks for one without saying which; batch norm lets an image's slope depend on its batch mates, " +
        "so it is the batch's slope that is held near 1, not each image's",
    },
    {
      part: "label inversion",
      choice:
        flipProbability === 0
          ? "off"
          : `each of the discriminator's targets is inverted with p = ${flipProbability}`,
      why: "named in section 4.2.2 without an amount",
    },
    {
      part: "real distributed noise",
      choice:
        noise === 0 ? "off" : `noise of sd ${noise} on what the discriminator sees, falling linearly to 0`,
      why: "named in section 4.2.2 without a definition; instance noise is one reading",
    },
    {
      part: "optimiser",
      choice: `Adam, ${learningRate}, beta1 ${beta1}, beta2 ${beta2}, batches of ${batchSize}`,
      why: "section 4.2.2; beta2 is not stated there",
    },
    {
      part: "averaged generator",
      choice: ema === 0 ? "off" : `decay ${ema} a step; its images are the samples`,
      why: "not in the paper: the cheapest gain a small GAN can have",
    },
  ];
}
