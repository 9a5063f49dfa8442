import { publishedFlops } from "../models/figure-3";

/** One row of the paper's Table 1, as fractions. */
export interface PaperRow {
  readonly arm: string;
  readonly accuracy: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/** The paper's Table 1. */
export const paperTable: readonly PaperRow[] = [
  { arm: "original", accuracy: 0.7651, sensitivity: 0.7237, specificity: 0.8304 },
  { arm: "synthetic", accuracy: 0.6061, sensitivity: 0.9315, specificity: 0.6848 },
  { arm: "original+synthetic", accuracy: 0.7865, sensitivity: 0.7314, specificity: 0.866 },
];

/** The measures of Table 1. */
export const paperRates = ["accuracy", "sensitivity", "specificity"] as const;

/** The other numbers that the paper states, each in its own unit. */
export const paperNumbers = {
  images: 200,
  testImages: 22,
  /** Rise in accuracy from original to original+synthetic, as a fraction. */
  gain: 0.0214,
  /** Trainable parameters. */
  parameters: { generator: 4_870_785, discriminator: 791_169 },
  /** Trainable parameters of the discriminator's four convolutions as they are printed; counted here. */
  printedDiscriminatorParameters: 576_129,
  /** Side of the images before the crop to 32 pixels, as printed. */
  side: 240,
  /** Share of generated images called unclear. */
  unclear: "20-25 %",
  /** Multiply-adds of ResNet-18, 34, 50, 101 and 152 for one image (Figure 3). */
  multiplyAdds: publishedFlops,
} as const;

/** The paper's rise in accuracy in percentage points, as it prints it. */
export const paperGain = (100 * paperNumbers.gain).toFixed(2);

/**
 * The share of positives that a row of rates implies: accuracy = share * sensitivity + (1 - share) * specificity.
 * @returns outside [0, 1] when no data set can give these three rates together (Table 1's middle row: -0.32)
 */
export function impliedPrevalence({ accuracy, sensitivity, specificity }: Omit<PaperRow, "arm">): number {
  return (accuracy - specificity) / (sensitivity - specificity);
}

/** Whether a rate can be a number of successes out of n, to two decimals of a per cent. */
export function isShareOf(rate: number, n: number): boolean {
  return Math.abs(Math.round(rate * n) / n - rate) < 0.5e-4;
}
