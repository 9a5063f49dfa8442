/** Options of SimGAN's and CycleGAN's trainings. */
export interface RefinementOptions {
  /** Of the files, the random streams, the progress line. */
  readonly name: string;
  /** Of the networks' files and the checkpoint. */
  readonly folder: string;
  /** Folder of the training's TensorBoard log; absent: there is none. */
  readonly logs?: string;
  readonly seed: number;
  /** Images of each domain in a step. */
  readonly batchSize: number;
  /** Of all networks together; what comes before, see `pretraining` of SimGAN, is not counted. */
  readonly steps: number;
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Steps that one line of the history is the mean of. */
  readonly recordEvery: number;
  /** Lines of the history between two checkpoints. */
  readonly checkpointEvery: number;
}

/** SimGAN's. */
export interface SimGanOptions extends RefinementOptions {
  /** Steps of the refiner by self-regularisation alone, then of the discriminator alone. */
  readonly pretraining: { readonly refiner: number; readonly discriminator: number };
  /** K_g: the refiner's updates per step, before one of the discriminator. */
  readonly refinerUpdates: number;
  /** lambda, of the mean absolute difference. */
  readonly selfRegularisation: number;
  /** Refined images kept to be shown again; 0: none. */
  readonly history: number;
}

/** CycleGAN's. */
export interface CycleGanOptions extends RefinementOptions {
  /** Weight of each of the two cycle losses. */
  readonly cycleWeight: number;
  /** Weight of each of the two identity losses, as a share of `cycleWeight`. */
  readonly identityWeight: number;
  /** Translated images kept to be shown again, of each domain; 0: none. */
  readonly pool: number;
  /** Share of the steps after which the learning rate falls, linearly, to 0 at the end. */
  readonly constantShare: number;
}

const common = {
  seed: 1,
  batchSize: 16,
  beta2: 0.999,
  recordEvery: 25,
  checkpointEvery: 4,
};

/**
 * SimGAN's starting point for some hundred images of 32 x 32.
 * Deviation: the paper's SGD of step size 0.001 with 512 images a step was for a million images; Adam here, with 16. K_g is not in the
 * paper, and re-implementations take 2 to 50.
 */
export const simGanDefaults = {
  ...common,
  steps: 450,
  learningRate: 3e-4,
  beta1: 0.9,
  pretraining: { refiner: 300, discriminator: 60 },
  refinerUpdates: 2,
  selfRegularisation: 2,
  history: 400,
} as const satisfies Omit<SimGanOptions, "name" | "folder">;

/** CycleGAN's, as published. Source: Zhu et al. 2017, section 4 ("Training details") and their code. */
export const cycleGanDefaults = {
  ...common,
  batchSize: 1,
  steps: 1000,
  learningRate: 2e-4,
  beta1: 0.5,
  cycleWeight: 10,
  identityWeight: 0.5,
  pool: 50,
  constantShare: 0.5,
} as const satisfies Omit<CycleGanOptions, "name" | "folder">;
