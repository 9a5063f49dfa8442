import { readFileSync } from "node:fs";
import { mean } from "../../lib/core/arrays";
import type { PredictionDifference } from "../../lib/statistics/prediction-difference";

interface TwoArms {
  readonly label: number[];
  /** [repeat][patient] */
  readonly fold: number[][];
  /** [repeat][seed][patient] */
  readonly right: Record<"a" | "b", number[][][]>;
  readonly estimate: number;
  readonly between_folds_B: number;
  readonly patient_variance_one_repeat: number;
  readonly patient_variance: number;
  readonly training_variance: number;
  readonly patients_and_trainings: { variance: number; df: number; half: number; interval: [number, number] };
  readonly bayle_first_repeat: { variance: number };
  readonly first_repeat_only: {
    between_folds_B: number;
    training_variance: number;
    variance: number;
    df: number;
    half: number;
  };
  readonly other_half: Record<string, number>;
}

/** Two arms on 60 patients, five folds twice over, two seeds; every number of the interval made by NumPy. */
export const twoArms = JSON.parse(readFileSync("test/golden/two-arms.json", "utf8")) as TwoArms;

/** Its predictions as differences, seeds averaged. */
export const twoArmsDifferences: PredictionDifference[] = twoArms.fold.flatMap((folds, repeat) =>
  folds.map((fold, i) => {
    const right = (arm: "a" | "b"): number => mean(twoArms.right[arm][repeat]!, (ofSeed) => ofSeed[i]!);
    return {
      image: `image ${i}`,
      patient: `patient ${i}`,
      label: twoArms.label[i]!,
      repeat,
      fold,
      difference: right("b") - right("a"),
    };
  }),
);
