import { stream } from "../../../core";
import { paper } from "../../../models";
import { sampleImages as generated } from "../../../training/sample-images";
import type { BenchCase } from "../bench-case";
import { counts, freshNetworks } from "./gan";

/** Synthetic images of the paper's generator, as notebook 05 makes them. */
export function generation({ images }: { readonly images: number }): BenchCase {
  const { generator } = freshNetworks(paper, 32);
  const make = (count: number): Float32Array =>
    generated(generator, stream(1, "bench", "generate"), paper.latentDim, count);
  return {
    prepare: () => void make(200),
    step: () => void make(images),
    checks: () => counts({ generator }),
    numbers: () => make(1300), // as many as make it a graph
  };
}
