import { readFileSync } from "node:fs";
import { type Images } from "../../lib/quality/images";
import { vectors, type Vectors } from "../../lib/ml/vectors";

export const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8")) as T;

type Rates = Record<"precision" | "recall" | "density" | "coverage", number>;

/** 20 real and 24 synthetic vectors of dimension 6 and what numpy, scikit-learn and prdc make of them. */
export const golden = read<{
  X: number[][];
  Y: number[][];
  kid: { unbiased: number; biased: number; same_set_first10_vs_last10: number };
  kidHand: { X: number[][]; Y: number[][]; unbiased: number };
  prdc3: Rates;
  prdc5: Rates;
  prdcHand: Rates & { real: number[]; fake: number[] };
  authPct: { value: number; nn_real: number[]; copies_case: { value: number } };
  nearestToTrain: number[];
  trustworthiness: Record<"1" | "3" | "5" | "9", number>;
  tsne: { conditionalRow0: number[]; jointRow0: number[]; kl: number; gradient: number[][] };
  pca: {
    explained_variance: number[];
    explained_variance_ratio: number[];
    abs_components: number[][];
    abs_scores_row0: number[];
  };
}>("quality");

export const phantomMetrics = read<{
  values: Record<string, { kid: number; prdc3: Rates }>;
  kidOf400: Record<string, number>;
  tsne: { kl: number; trust10_tsne: number; trust10_pca2: number };
  binomial: { k: number; n: number; p_greater: number }[];
  intervals: { k: number; n: number; clopper_pearson: number[] }[];
}>("phantom-metrics");

interface Fit {
  C: number;
  weights: number[];
  bias: number;
  logits: number[];
}
export const logistic = read<{ features: Fit[]; phantom: Fit }>("logistic");

export const X: Vectors = vectors(golden.X);
export const Y: Vectors = vectors(golden.Y);

/** 64 normal and 64 lesion phantoms of 32 x 32, pixels in [-1, 1]. */
export function phantoms(): { normal: Images; lesion: Images } {
  const texts = read<{ normal: string; lesion: string }>("phantom128");
  const images = (text: string): Images => ({
    size: 32,
    pixels: Float32Array.from(Buffer.from(text, "base64"), (v) => v / 127.5 - 1),
  });
  return { normal: images(texts.normal), lesion: images(texts.lesion) };
}

/** Images from .. to - 1. */
export function part({ size, pixels }: Images, from: number, to: number): Images {
  return { size, pixels: pixels.slice(from * size * size, to * size * size) };
}
