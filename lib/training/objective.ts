import { ganSettings, type GanSetting, type Settings } from "../core";
import { ganNumberNames, type GanOptions } from "./gan-options";

/** One choice of a GAN's training, as a row of notebook 02's table. */
export interface ObjectiveRow {
  readonly part: string;
  readonly choice: string;
  /** The paper's words on it. */
  readonly why: string;
}

/** The loss and penalty that settings name, in a clause: "cross-entropy with a gradient penalty (interpolates)". */
export function nameObjective(
  settings: Pick<Settings, "gan.loss" | "gan.penalty" | "gan.penaltyWeight">,
): string {
  const { "gan.loss": loss, "gan.penalty": penalty } = settings;
  return penalty === "none" || settings["gan.penaltyWeight"] === 0
    ? `${loss} without a gradient penalty`
    : `${loss} with a gradient penalty (${penalty})`;
}

/** A GAN's loss, penalty and options in sentences, with the choices that the paper leaves open: rows of a table. */
export function describeObjective(options: GanOptions): ObjectiveRow[] {
  if (options.isDiffusion) return describeDiffusion(options);
  const { loss, penalty, penaltyWeight } = options;
  const rows = ganNumberNames.map((name) => {
    const { row }: GanSetting = ganSettings[`gan.${name}`];
    return row && { part: row.part, choice: row.choice(options[name]), why: row.why };
  });
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
    ...(loss.output === undefined
      ? []
      : [{ part: "the discriminator's output", choice: loss.output, why: "not in the paper" }]),
    {
      part: "gradient penalty",
      choice: penaltyWeight === 0 ? "off" : `${penaltyWeight} * ${penalty.name}`,
      why:
        "section 4.2.2 asks for one without saying which; batch norm lets an image's slope depend on its batch mates, " +
        "so it is the batch's slope that is held near 1, not each image's",
    },
    ...rows.filter((row) => row !== undefined),
    ...remedies.flatMap(({ part, choice, source }) => {
      const chosen = choice(options);
      return chosen === undefined ? [] : [{ part, choice: chosen, why: `not in the paper: ${source}` }];
    }),
  ];
}

/** What is off by default, and has a row where it is on. */
const remedies: readonly {
  readonly part: string;
  choice(options: GanOptions): string | undefined;
  readonly source: string;
}[] = [
  {
    part: "generator's loss",
    choice: ({ loss }) =>
      loss.matchesFeatures && "distance of the discriminator's mean features of generated from real images",
    source: "feature matching, Salimans et al. 2016, section 3.1",
  },
  {
    part: "minibatch discrimination",
    choice: ({ minibatchKernels: n }) => (n > 0 ? `${n} kernels, while it is trained` : undefined),
    source: "Salimans et al. 2016, section 3.2",
  },
  {
    part: "historical averaging",
    choice: ({ historicalAveraging: weight }) =>
      weight > 0 ? `${weight} * squared distance of the weights to their mean` : undefined,
    source: "Salimans et al. 2016, section 3.3",
  },
  {
    part: "smoothed targets",
    choice: ({ smoothing }) => (smoothing > 0 ? `${1 - smoothing} of real images` : undefined),
    source: "one-sided label smoothing, Salimans et al. 2016, section 3.4",
  },
  {
    part: "virtual batch norm",
    choice: ({ referenceBatch: n }) => (n > 0 ? `of the generator, by ${n} latents that stay` : undefined),
    source: "Salimans et al. 2016, section 3.5",
  },
  {
    part: "lazy penalty",
    choice: ({ penaltyEvery: n, penaltyWeight }) =>
      n > 1 && penaltyWeight > 0 ? `at each ${n}th step, ${n} times` : undefined,
    source: "Karras et al. 2020, StyleGAN2, appendix B",
  },
  {
    part: "augmentation",
    choice: ({ augmentation }) =>
      augmentation === "adaptive" ? "as often as the discriminator overfits" : augmentation?.join(", "),
    source: "Zhao et al. 2020, or where adaptive Karras et al. 2020, ADA",
  },
];

/** A diffusion model's loss and options; none of them is the paper's. */
function describeDiffusion({
  batchSize,
  learningRate,
  beta1,
  beta2,
  ema,
  mirror,
  shift,
  samplingSteps,
  guidance,
}: GanOptions): ObjectiveRow[] {
  return [
    {
      part: "loss",
      choice: "squared error of the predicted noise, at a random one of 1,000 times",
      why: "Ho et al. 2020, eq. 14; cosine schedule, Nichol & Dhariwal 2021",
    },
    { part: "batch", choice: `${batchSize} images per step`, why: "" },
    {
      part: "Adam",
      choice: `step size ${learningRate} after 100 steps of warm-up, decays ${beta1} and ${beta2}, gradients cut to length 1`,
      why: "",
    },
    { part: "averaged network", choice: `decay ${ema} per step; it draws the samples`, why: "" },
    {
      part: "changes to training images",
      choice: `mirrored with p = ${mirror}, shifted by up to ${shift} pixels`,
      why: "samples are changed in the same way",
    },
    {
      part: "sampling",
      choice: `${samplingSteps} steps without new noise (DDIM), guidance ${guidance}`,
      why: "Song et al. 2021; Ho & Salimans 2022",
    },
  ];
}
