/** Gulrajani et al. 2017, algorithm 1, without noise on what the critic sees. */
const wassersteinPenalty = {
  "gan.loss": "wasserstein",
  "gan.penalty": "interpolates",
  "gan.penaltyWeight": 10,
  "gan.criticSteps": 5,
  "gan.learningRate": 1e-4,
  "gan.beta1": 0,
  "gan.beta2": 0.9,
  "gan.flipProbability": 0,
  "gan.noise": 0,
} as const;

/**
 * Published GANs as settings: `--set gan.variant=NAME` takes them all, and a setting given beside it counts instead.
 *
 * Adam's amounts of the two Wasserstein ones: Gulrajani et al. 2017, algorithm 1 (their released script for the first one's
 * networks has beta1 0.5). Those of hinge, R1's weight 1 and DRAGAN's 10 are where to start at 32 x 32, not measured here.
 */
export const ganVariants = {
  none: {},
  "wgan-gp": {
    "gan.network": "wgan-gp",
    ...wassersteinPenalty,
  },
  "paper-wasserstein": {
    "gan.network": "paper",
    "gan.normalisation": "none",
    ...wassersteinPenalty,
  },
  hinge: {
    "gan.normalisation": "spectral",
    "gan.loss": "hinge",
    "gan.penalty": "none",
    "gan.learningRate": 2e-4,
    "gan.beta1": 0,
    "gan.beta2": 0.9,
    "gan.flipProbability": 0,
    "gan.noise": 0,
  },
  "least-squares": { "gan.loss": "least-squares", "gan.penalty": "none" },
  r1: { "gan.normalisation": "none", "gan.penalty": "r1", "gan.penaltyWeight": 1 },
  dragan: { "gan.normalisation": "none", "gan.penalty": "dragan", "gan.penaltyWeight": 10 },
  diffusion: {
    "gan.network": "diffusion",
    "gan.learningRate": 1e-3,
    "gan.beta1": 0.9,
    "gan.ema": 0.995,
  },
} as const satisfies Record<string, Readonly<Record<`gan.${string}`, string | number>>>;

/** A name of `ganVariants`. */
export type GanVariantName = keyof typeof ganVariants;

/** The names, `none` first. */
export const ganVariantNames = Object.keys(ganVariants) as GanVariantName[];
