import type { RunOptions } from "../run-training";

/** Options of a detector's training. */
export interface DetectorOptions extends RunOptions {
  /** Folder of the training's TensorBoard log; absent: there is none. */
  readonly logs?: string;
  /** Steps that count as an epoch: the same for every arm, however many images it has. */
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  /** Of Adam, with betas 0.9 and 0.999. */
  readonly learningRate: number;
  readonly seed: number;
}

/** Mean loss of an epoch's steps. */
export interface DetectorEpoch {
  readonly epoch: number;
  readonly loss: number;
}
