import { fail, formatList, range } from "../../core";
import {
  hasClassWord,
  isCounted,
  isDerived,
  isByproduct,
  isDivision,
  isHolder,
  isNeutral,
  isNumbered,
  isPatient,
  isPersonal,
  isTreated,
} from "./folder-words";
import type { Level } from "./level-of";
import { isPartName, partOf } from "../part-of";

const action = "tell the classes by sub-folder";
const remedy =
  "Give one of these folders, move the images, or name the class in each path: --set data.labelPattern='REGULAR EXPRESSION'.";

/**
 * Refuses folders as classes that are called as something else is: patients, sites, folders of images, parts of a split.
 * @param paths folders of each image
 * @throws InputError that names them
 */
export function refuseClasses(paths: readonly (readonly string[])[], classes: Level): void {
  refuseDivisions(classes);
  refuseMixed(paths, classes);
  refusePatients(classes);
  refuseHolders(classes);
  refusePartsInNames(classes);
}

/** Refuses two levels that could both be the classes. */
export function refuseTwo(a: Level, b: Level): never {
  const named = [a, b].map(({ names }) => `"${formatList(names, 3)}"`);
  return fail(
    action,
    `both the folders ${named.join(" and ")} could be the classes`,
    "one level of classes",
    remedy,
  );
}

/** Refuses sites and folds as classes: `Hospital A`, `fold1`. */
function refuseDivisions({ names }: Level): void {
  if (names.length > 1 && names.every(isDivision))
    fail(
      action,
      `the folders ${formatList(names)} are called as sites or folds are`,
      "folders of classes",
      remedy,
    );
}

/** Refuses classes that are called as patients are: `patient7`, `sub-01`; or many of other numbers. */
function refusePatients({ names }: Level): void {
  refuseNumbered(names, /^(?<word>.*\p{L})(?:[ _-]*\d+|[ _-][A-Z])$/u);
  refuseNumbered(names, /^(?!grade|stage|level|type|class)\p{L}+[ _-]?\d+[ _-]+(?<word>\p{L}.*)$/iu);
  const areCalledSo =
    names.length > 2 && names.every((name) => isPatient(name) || /^p[ _-]?\d+$/i.test(name));
  const arePersonal = names.length > 2 && names.every(isPersonal) && !names.some(hasClassWord);
  const areMany =
    names.length > 10 && names.every(isNumbered) && !names.every((n) => isCounted(n) || /^\d{1,2}$/.test(n));
  const areIds = names.every(isNumber) && (names.length > 11 || names.some((name) => name.length > 2));
  if (!areCalledSo && !arePersonal && !areMany && !areIds) return;
  fail(
    action,
    `the ${names.length} folders ${formatList(names)} are called as patients are`,
    "folders of classes, or a table of labels",
    "Put each patient's folder into a folder of its class, write a labels.csv, or, if they are classes, name them by --set data.labelPattern='REGULAR EXPRESSION'.",
  );
}

/** Refuses classes of which each is numbered, `covid01` and `covid02`, or stands behind a number, `study1_positive`. */
function refuseNumbered(names: readonly string[], numbered: RegExp): void {
  const words = names.map((name) => numbered.exec(name)?.groups?.["word"]);
  const classes = [...new Set(words.filter((word) => word !== undefined))];
  const areAll = !words.includes(undefined) && classes.length < names.length && classes.length > 1;
  if (!areAll || !classes.every(hasClassWord)) return;
  fail(
    action,
    `the folders ${formatList(names)} number ${formatList(classes)}`,
    "one folder per class",
    `Name the class and the patient in each path: --set data.labelPattern='(${classes.join("|")})' and data.groupPattern.`,
  );
}

/**
 * Refuses pictures made from others beside these: copies of training images would lie among the test images.
 * @param classes the level of the classes; `resized` and the like are looked for down to it
 */
export function refuseDerived(levels: readonly Level[], classes: number): void {
  const isMade = (name: string, level: number): boolean =>
    isDerived(name) || (level <= classes && isTreated(name));
  const found = levels.find(({ names, level }) => names.length > 1 && names.some((n) => isMade(n, level)));
  if (!found || found.names.every((name) => isMade(name, found.level) && !isDerived(name))) return;
  const made = found.names.filter((name) => isMade(name, found.level));
  fail(
    "read the images by sub-folder",
    `${formatList(made)} beside ${formatList(found.names.filter((name) => !made.includes(name)))}: pictures made from others`,
    "images of which none is made from another",
    "Give the folder of the original images alone.",
  );
}

/** Refuses classes that name a part of a split too: `train_normal` beside `test_normal`. */
function refusePartsInNames({ names }: Level): void {
  const split = names.map((name) => {
    const [first = "", ...rest] = name.split(/[ _-]+/);
    const last = rest.at(-1) ?? "";
    if (partOf(first) !== undefined) return rest.join(" ");
    return partOf(last) === undefined ? undefined : [first, ...rest.slice(0, -1)].join(" ");
  });
  const classes = [...new Set(split.filter((rest) => rest !== undefined && rest !== ""))];
  if (classes.length === 0 || classes.length === split.filter((rest) => rest !== undefined).length) return;
  fail(
    action,
    `the folders ${formatList(names)} name a part of a split and a class each`,
    "one folder per class",
    `Name the class in each path: --set data.labelPattern='(${classes.join("|")})'.`,
  );
}

/** Refuses kinds of pictures as classes: `T1` and `T2`, `left` and `right`. */
export function refuseKinds({ names }: Level): void {
  if (names.length > 1 && names.every(isNeutral))
    fail(
      action,
      `the folders ${formatList(names)} are called as kinds of pictures are`,
      "folders of classes",
      `If they are the classes, say so: --set data.labelPattern='(${names.map((name) => name.replace(/\W/g, ".")).join("|")})/'.`,
    );
}

/** Refuses `images` or `results` beside another folder as a class: one of them may hold masks, figures and the like. */
function refuseHolders({ names }: Level): void {
  const holders = names.filter((name) => isHolder(name) || isByproduct(name));
  if (holders.length === 0 || names.length < 2) return;
  fail(
    action,
    `${formatList(holders)} beside ${formatList(names.filter((name) => !holders.includes(name)))}`,
    "folders that are called after classes",
    "Move what is no image of a class away, or rename the folders after their classes.",
  );
}

/** Refuses a class that is also a folder of another level, or lies beside parts of a split. */
function refuseMixed(paths: readonly (readonly string[])[], { level, names }: Level): void {
  const places = new Map<string, string>();
  const areNumbers = names.every(isNumber); // 1 above 0 and 1 may be a patient
  const depth = Math.max(...paths.map((path) => path.length));
  const numbers = new Set(range(depth).filter((i) => paths.every((path) => isNumber(path[i] ?? ""))));
  for (const path of paths) {
    for (const [i, name] of path.entries()) {
      const isClass =
        names.includes(name) && i !== level && path[level] !== name && !(areNumbers && numbers.has(i));
      const isPart =
        i === level + 1 && isPartName(name) && !paths.every((p) => isPartName(p[level + 1] ?? ""));
      if (isClass || isPart) places.set(path.slice(0, i + 1).join("/"), path.slice(0, level + 1).join("/"));
    }
  }
  const parts = names.filter(isPartName);
  if (places.size === 0 && parts.length === 0) return;
  const others = names.filter((name) => !isPartName(name) && ![...places.values()].includes(name));
  const strange = places.size > 0 ? [...places.keys()] : parts;
  fail(
    action,
    `sub-folders of mixed levels: ${formatList(strange)} beside ${formatList(others.length > 0 ? others : names)}`,
    "the classes at one level",
    remedy,
  );
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}
