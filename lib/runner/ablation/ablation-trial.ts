import { join } from "node:path";
import { root, sha256 } from "../../core";
import type { AnyTrial } from "../../study/worker-program";
import type { AblationArm } from "./ablation-arms";
import { prepareArm, type AblationTraining } from "./prepare-arm";

/** One training of an ablation, named by what its result depends on: networks, loss, settings; not the rest of the code. */
export interface AblationTrial extends AblationTraining, AnyTrial {}

/** The folder of all results. */
export const ablationFolder = (): string => join(root(), ".cache/ablation");

/** The file of a trial's result. */
export const ablationFile = (folder: string, { id }: AnyTrial): string => join(folder, `${id}.json`);

/** All arms of the first seed, then of the second: interrupted, each arm has as many results. */
export function ablationTrials(
  arms: readonly AblationArm[],
  seeds: readonly number[] = [1, 2, 3],
  generatorSteps = 900,
): AblationTrial[] {
  return seeds.flatMap((seed) =>
    arms.map((arm) => {
      const training = { arm, seed, generatorSteps };
      const { key } = prepareArm(training, ablationFolder());
      return { id: sha256(JSON.stringify(key)).slice(0, 16), ...training };
    }),
  );
}
