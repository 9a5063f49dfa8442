import { readFileSync } from "node:fs";

interface Golden {
  readonly nadeau_bengio: {
    readonly differences: number[];
    readonly n_train: number;
    readonly n_test: number;
    readonly t: number;
    readonly df: number;
    readonly p_two_sided: number;
    readonly naive_t: number;
    readonly naive_p: number;
    readonly ci95: [number, number];
  };
  readonly holm: { readonly p: number[]; readonly adjusted: number[] };
  readonly holm_ties: { readonly p: number[]; readonly adjusted: number[] };
  readonly delong: {
    readonly y: number[];
    readonly score_a: number[];
    readonly score_b: number[];
    readonly auc: number[];
    readonly cov: number[][];
    readonly se: number[];
    readonly z: number;
    readonly p_two_sided: number;
    readonly logit_ci_a: number[];
  };
  readonly paired_bootstrap_exact: {
    readonly correct_a: number[];
    readonly correct_b: number[];
    readonly mean: number;
    readonly sd_population: number;
    readonly p_le_zero: number;
    readonly percentile_ci_95_numpy_linear: [number, number];
  };
}

/** Reference values of SciPy, statsmodels and direct enumeration. */
export const golden = JSON.parse(readFileSync("test/golden/statistics.json", "utf8")) as Golden;
