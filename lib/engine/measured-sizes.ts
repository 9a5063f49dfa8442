/** A convolution of stride 1 with same padding on square maps. */
export interface ConvolutionSize {
  readonly kernel: number;
  /** Pixels a side. */
  readonly side: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** One measurement: forward and backward by Winograd, in units of TensorFlow's own. */
export interface MeasuredSize extends ConvolutionSize {
  readonly batch: number;
  readonly ratio: number;
}

/**
 * Measurements of `npm run bench -- convolutions`: Intel Xeon with AVX-512, 2 cores, 5x5 2026-11-28, 3x3
 * 2026-11-26. Nothing is measured at run time, so that every machine computes the same.
 */
export const measuredSizes: readonly MeasuredSize[] = [
  { kernel: 5, side: 8, inputs: 64, outputs: 64, batch: 16, ratio: 0.81 },
  { kernel: 5, side: 16, inputs: 64, outputs: 64, batch: 16, ratio: 0.55 },
  { kernel: 5, side: 32, inputs: 64, outputs: 64, batch: 16, ratio: 0.53 },
  { kernel: 5, side: 64, inputs: 64, outputs: 64, batch: 16, ratio: 0.61 },
  { kernel: 5, side: 8, inputs: 128, outputs: 128, batch: 16, ratio: 0.55 },
  { kernel: 5, side: 16, inputs: 128, outputs: 128, batch: 16, ratio: 0.48 },
  { kernel: 5, side: 32, inputs: 128, outputs: 128, batch: 16, ratio: 0.42 },
  { kernel: 5, side: 64, inputs: 128, outputs: 128, batch: 16, ratio: 0.4 },
  { kernel: 3, side: 4, inputs: 64, outputs: 64, batch: 32, ratio: 1.11 },
  { kernel: 3, side: 8, inputs: 64, outputs: 64, batch: 32, ratio: 0.81 },
  { kernel: 3, side: 16, inputs: 64, outputs: 64, batch: 32, ratio: 0.87 },
  { kernel: 3, side: 32, inputs: 64, outputs: 64, batch: 32, ratio: 0.89 },
  { kernel: 3, side: 4, inputs: 128, outputs: 128, batch: 32, ratio: 0.78 },
  { kernel: 3, side: 8, inputs: 128, outputs: 128, batch: 32, ratio: 0.65 },
  { kernel: 3, side: 16, inputs: 128, outputs: 128, batch: 32, ratio: 0.6 },
  { kernel: 3, side: 4, inputs: 256, outputs: 256, batch: 32, ratio: 0.58 },
  { kernel: 3, side: 8, inputs: 256, outputs: 256, batch: 32, ratio: 0.48 },
  { kernel: 3, side: 4, inputs: 512, outputs: 512, batch: 32, ratio: 0.6 },
];

const enough = 0.95;

/**
 * Whether Winograd's form is the faster one: as the measured size of the same kernel and side says that has the most
 * channels without having more than this one; false where there is none.
 */
export function winogradPays({ kernel, side, inputs, outputs }: ConvolutionSize): boolean {
  const rows = measuredSizes.filter(
    (row) => row.kernel === kernel && row.side === side && row.inputs <= inputs && row.outputs <= outputs,
  );
  const nearest = rows.sort((a, b) => b.inputs * b.outputs - a.inputs * a.outputs)[0];
  return nearest !== undefined && nearest.ratio < enough;
}
