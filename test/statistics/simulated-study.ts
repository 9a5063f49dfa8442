import type { Random } from "../../lib/core/random";
import { correctedT, type CorrectedT } from "../../lib/statistics/corrected-t";
import { tTwoSidedP } from "../../lib/statistics/t-two-sided-p";

/** A world in which the truth about two arms is known. Effects are on the logit of a right answer. */
export interface StudyModel {
  /** Groups of images of one patient, half of them positive; images a patient. */
  readonly patients: number;
  readonly imagesEach: number;
  readonly folds: number;
  readonly repeats: number;
  readonly seeds: number;
  /** Logit of a right answer of an average patient: 1.2 is 77 %. */
  readonly base: number;
  /** How much the second arm is better; 0: no difference. */
  readonly gain: number;
  /** Standard deviations: how hard patients are, and how differently the two arms take them. */
  readonly patientSd: number;
  readonly armPatientSd: number;
  /** Standard deviations of a training: of its fold and of its seed for all images, and of its view of one image. */
  readonly foldSd: number;
  readonly seedSd: number;
  readonly imageSd: number;
}

/** Report of one simulated study. */
export interface SimulatedStudy {
  /** Balanced accuracy of the second arm less the first's, one per fold and repeat, seeds averaged. */
  readonly differences: readonly number[];
  readonly corrected: CorrectedT;
  /** Of a plain paired t-test on the same differences: what the correction prevents. */
  readonly naiveP: number;
}

/**
 * Draws a study's right and wrong answers, without training anything, and judges them as a real study is judged. How
 * hard an image is stays the same in all repeats. The arms take each patient in opposite directions by half their
 * difference, so that without a gain they are equal on average over patients, though never on the patients at hand:
 * more repeats do not cure that.
 */
export function simulateStudy(model: StudyModel, random: Random): SimulatedStudy {
  const { patients, folds, repeats, seeds, imagesEach } = model;
  const hard = random.normals(patients).map((x) => x * model.patientSd);
  const apart = random.normals(patients).map((x) => x * model.armPatientSd);
  const image = Array.from(random.uniforms(patients * imagesEach), (u) => Math.log((u + 1e-9) / (1 - u)));
  const differences: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const classes = [0, 1].map((label) =>
      random.shuffle(Array.from({ length: patients }, (_, i) => i).filter((i) => i % 2 === label)),
    );
    for (let fold = 0; fold < folds; fold++) {
      const rates = [0, 1].map((arm) => {
        const trained = model.base + (arm - 0.5) * model.gain + model.foldSd * random.normal();
        const ofSeed = Array.from({ length: seeds }, () => trained + model.seedSd * random.normal());
        const perClass = classes.map((members) => {
          const tested = members.filter((_, i) => i % folds === fold);
          let right = 0;
          for (const patient of tested)
            for (const level of ofSeed) {
              const logit = level + (hard[patient] ?? 0) + (arm - 0.5) * (apart[patient] ?? 0);
              for (let i = 0; i < imagesEach; i++) {
                const seen = logit + (image[patient * imagesEach + i] ?? 0) + model.imageSd * random.normal();
                if (seen > 0) right++;
              }
            }
          return right / (tested.length * seeds * imagesEach);
        });
        return ((perClass[0] ?? 0) + (perClass[1] ?? 0)) / 2;
      });
      differences.push((rates[1] ?? 0) - (rates[0] ?? 0));
    }
  }
  const corrected = correctedT(differences, { train: folds - 1, test: 1 });
  return { differences, corrected, naiveP: naive(corrected, folds) };
}

function naive({ mean, standardError, n, df }: CorrectedT, folds: number): number {
  if (standardError === 0) return 1;
  const plain = standardError * Math.sqrt(1 / n / (1 / n + 1 / (folds - 1)));
  return tTwoSidedP(mean / plain, df);
}
