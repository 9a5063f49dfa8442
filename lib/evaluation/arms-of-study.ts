import { fail } from "../core/errors";
import { arms, type Arm } from "./arms";
import { doseFamilies } from "./doses/dose-families";
import { innerTrainings } from "./doses/tune-dose";
import { generatorArms } from "./generator-arms";
import { selectionArms } from "./selection/selection-arms";

/** Sets of arms that `study.arms` may name, besides single arms. */
const sets: Readonly<Record<string, readonly string[]>> = {
  default: arms.map((arm) => arm.name),
  generator: ["original", "original+synthetic", ...generatorArms.map((arm) => arm.name)],
  rules: ["original", ...selectionArms.map((arm) => arm.name)],
  ...Object.fromEntries(
    doseFamilies.map(({ name, base, arms: own }) => [
      name,
      ["original", base, ...own.map((arm) => arm.name)],
    ]),
  ),
  tuned: ["original", ...doseFamilies.slice(0, 1).map(({ tuned }) => tuned.name)],
  "frid-adar-tuned": ["original", ...doseFamilies.slice(1).map(({ tuned }) => tuned.name)],
};

/** Every arm that a study can train: the default ones first. */
export const studyableArms: readonly Arm[] = [
  ...arms,
  ...selectionArms,
  ...generatorArms,
  ...doseFamilies.flatMap(({ arms: own, tuned }) => [...own, tuned]),
];

/**
 * The arms of a study in the order of the tables, `original` always among them.
 *
 * @param wanted names of arms and of sets (`default`, `generator`, `rules`, `doses`, `frid-adar`, `tuned`, `frid-adar-tuned`), separated by commas
 * @throws InputError for a name that is neither
 */
export function armsOfStudy(wanted: string): readonly Arm[] {
  const names = wanted.split(",").map((name) => name.trim());
  const known = [...Object.keys(sets), ...studyableArms.map((arm) => arm.name)];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    fail(
      "choose the arms of a study",
      `study.arms names "${unknown}"`,
      known.join(", "),
      "Name some of these, separated by commas: --set study.arms=default,doses.",
    );
  const chosen = new Set(["original", ...names.flatMap((name) => sets[name] ?? [name])]);
  return studyableArms.filter((arm) => chosen.has(arm.name));
}

/**
 * The arm of a name among all that a study can train.
 * @throws RangeError for an unknown name
 */
export function findArm(name: string): Arm {
  return (
    studyableArms.find((arm) => arm.name === name) ??
    fail(
      "find an arm",
      `the name "${name}"`,
      `one of ${studyableArms.map((arm) => arm.name).join(", ")}`,
      "Name one of these, or add an entry to lib/evaluation/arms.ts.",
      RangeError,
    )
  );
}

/** Trainings of a classifier that an arm takes: more than one where its dose is chosen first. */
export function trainingsOf({ isTuned }: Arm): number {
  return isTuned ? 1 + innerTrainings : 1;
}
