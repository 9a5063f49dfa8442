import { trustworthiness } from "../../../ml/trustworthiness";
import { tsne, type Tsne } from "../../../ml/tsne";
import {
  engineMultiply as multiply,
  kid,
  prdc,
  productsOfSets,
  rowsAt,
  type Vectors,
} from "../../../quality";
import type { BenchCase, Checks } from "../bench-case";
import { readPoints, type PointsFile } from "../points-file";

const span = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** KID with its interval of 200 draws, precision, recall, density and coverage of the file's first and second half. */
export function kidAndPrdc({ file }: { readonly file: PointsFile }): BenchCase {
  const all = readPoints(file);
  const half = all.n / 2;
  const [synthetic, real] = [rowsAt(all, span(0, half)), rowsAt(all, span(half, all.n))];
  let found: Checks = {};
  const compare = (a: Vectors, b: Vectors): void => {
    const products = productsOfSets(a, b, multiply);
    const { value } = kid(a, b, { multiply, products });
    const { precision, recall, density, coverage } = prdc(a, b, { multiply, products });
    found = { KID: value, precision, recall, density, coverage };
  };
  const few = (set: Vectors): Vectors => rowsAt(set, span(0, 100));
  return {
    prepare: () => compare(few(synthetic), few(real)),
    step: () => compare(synthetic, real),
    checks: () => found,
  };
}

/** t-SNE with its settings of notebook 04: perplexity 30, 1,000 iterations. Trustworthiness is computed outside the time. */
export function layout({ file }: { readonly file: PointsFile }): BenchCase {
  const points = readPoints(file);
  let made: Tsne | undefined;
  return {
    prepare: () => void tsne(rowsAt(points, span(0, 100)), { iterations: 300, multiply }),
    step: () => void (made = tsne(points, { perplexity: 30, iterations: 1000, multiply })),
    checks: () =>
      made === undefined
        ? {}
        : { trustworthiness: trustworthiness(points, made.embedding, 10, multiply), KL: made.kl },
  };
}
