import { expect, test } from "vitest";
import { mean, range } from "../../lib/core/arrays";
import { stream } from "../../lib/core/random";
import { crossedTrainings } from "../../lib/statistics/crossed-trainings";
import { tQuantile } from "../../lib/statistics/t-two-sided-p";
import type { PredictionDifference } from "../../lib/statistics/prediction-difference";
import { varianceComponents } from "../../lib/statistics/variance-components";
import { twoArms, twoArmsDifferences } from "./two-arms";

test("crossedTrainings() gives the half width that the reference has", () => {
  const { variance, meanSquare, df } = crossedTrainings(twoArmsDifferences);
  const { patients } = varianceComponents(twoArmsDifferences);
  const [trainings, ofPatients] = [10, 50]; // 2 x 5 folds; 60 patients less 2 x 5 cells
  const all = patients + variance / trainings;
  const satterthwaite = all ** 2 / (patients ** 2 / ofPatients + (meanSquare / trainings) ** 2 / df);
  const within = Math.max(df, satterthwaite); // never fewer degrees of freedom than the worse part has
  expect(tQuantile(0.975, within) * Math.sqrt(all)).toBeCloseTo(
    twoArms.other_half["patients x trainings"]!,
    9,
  );
});

test("crossedTrainings() sees nothing of the patients, and the trainings on average", () => {
  const random = stream(5, "crossed");
  const drawn = (trainingSd: number): PredictionDifference[] => {
    const own = random.normals(60);
    return range(2).flatMap((repeat) => {
      const trained = range(2).map(() => trainingSd * random.normal());
      return random.shuffle(range(60)).map((i, at) => ({
        image: String(i),
        patient: String(i),
        label: i % 2,
        repeat,
        fold: at % 2,
        difference: own[i]! + trained[at % 2]!,
      }));
    });
  };
  expect(crossedTrainings(drawn(0)).variance).toBeLessThan(1e-12);
  const found = mean(range(400).map(() => crossedTrainings(drawn(0.5)).variance));
  expect(Math.abs(found / 0.25 - 1)).toBeLessThan(0.15);
});
