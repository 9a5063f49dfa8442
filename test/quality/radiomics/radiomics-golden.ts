import { vectors } from "../../../lib/ml/vectors";
import type { GreyLevels } from "../../../lib/quality/radiomics/grey-levels";
import { read } from "../golden";

/** pyradiomics' and frd-score's values: an array of 5 x 5 levels, six phantoms, distances of phantoms. */
export const radiomics = read<{
  hand: {
    array: number[][];
    firstorder: Record<string, number>;
    glcm: Record<string, number>;
    glrlm: Record<string, number>;
    glcm_matrices_normalised: number[][][];
    glrlm_matrices: number[][][];
    bin_edges: { values: number[]; width: number; edges: number[] }[];
  };
  phantoms: { names: string[]; images: Record<string, number[]> };
  frechet: { A: number[][]; B: number[][]; d2: number; d2_zscored_by_A: number };
  frd: Record<
    string,
    {
      package_log: number;
      here_log_float32: number;
      here_log_without_diagnostics: number;
      columns_kept: number;
    }
  >;
}>("radiomics");

export const hand: GreyLevels = {
  side: 5,
  levels: Int32Array.from(radiomics.hand.array.flat()),
  highest: 5,
};
export const [A, B] = [vectors(radiomics.frechet.A), vectors(radiomics.frechet.B)];
