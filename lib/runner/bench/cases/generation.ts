import { stream } from "../../../core";
import { paper } from "../../../models";
import { sampleImages as generated } from "../../../training/inference";
import type { BenchCase } from "../bench-case";
import { counts, freshNetworks } from "./gan";

/** Synthetic images of the paper's generator, as notebook 05 makes them. */
export function generation({ images }: { readonly images: number }): BenchCase {
  const { generator } = freshNetworks(paper, 32);
  const make = (count: number): void =>
    void generated(generator, stream(1, "bench", "generate"), paper.latentDim, count);
  return { prepare: () => make(200), step: () => make(images), checks: () => counts({ generator }) };
}
