import { fail, formatList } from "../core";
import { isClassName } from "./class-order";
import {
  foldersOf,
  hasClassWord,
  isAugmented,
  isCounted,
  isDivision,
  isNeutral,
  isNumbered,
  isPatient,
} from "./folder-words";
import { isPartName } from "./part-of";

/** Meaning of the levels of sub-folders; level 0 is the outermost folder of a path. */
export interface FolderLevels {
  /** The level whose folders are the classes. */
  readonly classes: number;
  /** The level whose folders are patients, if there is one. */
  readonly patients: number | undefined;
  /** Levels whose folders are parts of somebody's split, sites, folds. */
  readonly parts: readonly number[];
}

const action = "tell the classes by sub-folder";
const remedy =
  "Give one of these folders, move the images, or name the class in each path: --set data.labelPattern='REGULAR EXPRESSION'.";
/** The level of folders that are called patients (`patient7`, `sub-01`) in every path; undefined where there is none. */
export function patientLevel(images: readonly string[]): number | undefined {
  const [first] = images;
  const level = foldersOf(first ?? "").findIndex(isPatient);
  return level >= 0 && images.every((file) => isPatient(foldersOf(file)[level] ?? "")) ? level : undefined;
}

/**
 * Tells which level of sub-folders the classes are, by names only.
 *
 * Folders that hold all the rest (an archive's wrapping), parts of a split and kinds of pictures (`images`, `axial`,
 * `40X`) are no classes. Of the other levels it is the one of usual class names (normal, tumor, 0, 1); else the one
 * whose names repeat under several parents, unless these are numbered as patients are; else the outermost.
 *
 * @param images paths that lie in a folder each
 * @throws InputError when images lie at several levels, two levels could be the classes, or none is
 */
export function folderLevels(images: readonly string[]): FolderLevels {
  const paths = images.map(foldersOf);
  const depth = paths.reduce((least, path) => Math.min(least, path.length), Infinity);
  const levels = Array.from({ length: depth }, (_, level) => levelOf(paths, level));
  const parts = levels.filter(({ names }) => names.every(isPartName)).map(({ level }) => level);
  const open = levels.filter(({ level, names }) => !parts.includes(level) && !names.every(isNeutral));
  const several = open.filter(({ names }) => names.length > 1);
  const classes = classLevel(several) ?? open.find(({ names }) => names.every(isClassName));
  if (!classes) {
    const divided = parts.filter((level) => levels[level]!.names.length > 1);
    if (divided.length > 0)
      fail(
        action,
        `sub-folders ${levels[divided[0]!]!.names.join(", ")} are parts of a split`,
        "one sub-folder per class",
        "Give one of these folders, or put all images of a class into one folder: Graft splits them itself.",
      );
    const last = levels[levels.length - 1]!;
    return { classes: last.level, patients: undefined, parts: parts.filter((p) => p !== last.level) };
  }
  refuseMixed(paths, classes);
  refusePatients(classes);
  const kinds = levels.find(
    ({ level, names }) => level < classes.level && names.length > 1 && names.every(isNeutral),
  );
  const isUsual = classes.names.some(hasClassWord) || classes.names.every(isClassName);
  if (kinds && !isUsual && (!classes.repeats || classes.names.every(isNumbered))) refuseTwo(kinds, classes);
  refuseAugmented(levels.filter(({ level }) => level !== classes.level));
  const above = several.filter(({ level }) => level < classes.level);
  const divides = ({ names }: Level): boolean =>
    names.every(isDivision) || (names.length < 5 && !names.every(isNumbered));
  const below = deeperLevels(paths, classes.level + 1).filter(
    ({ names }) =>
      names.length > 1 &&
      names.every(isNumbered) &&
      ![isDivision, isCounted].some((isSo) => names.every(isSo)),
  );
  const patients =
    above.find((level) => !divides(level)) ?? below.find(({ names }) => !names.every(isPartName));
  return {
    classes: classes.level,
    patients: patients?.level,
    parts: [
      ...parts.filter((p) => levels[p]!.names.length > 1),
      ...(kinds ? [kinds.level] : []),
      ...above.filter(divides).map(({ level }) => level),
    ].sort(),
  };
}

interface Level {
  readonly level: number;
  /** Different names, in the order of the paths. */
  readonly names: readonly string[];
  /** Whether most names stand under several parents. */
  readonly repeats: boolean;
}

function levelOf(paths: readonly (readonly string[])[], level: number): Level {
  const parents = new Map<string, Set<string>>();
  for (const path of paths) {
    const name = path[level]!;
    const of = parents.get(name) ?? new Set<string>();
    parents.set(name, of.add(path.slice(0, level).join("/")));
  }
  const repeated = [...parents.values()].filter((of) => of.size > 1).length;
  return { level, names: [...parents.keys()], repeats: 2 * repeated >= parents.size };
}

/** Levels below the classes that not every image need have. */
function deeperLevels(paths: readonly (readonly string[])[], from: number): Level[] {
  const deepest = paths.reduce((most, path) => Math.max(most, path.length), 0);
  return Array.from({ length: Math.max(0, deepest - from) }, (_, i) => {
    const has = paths.filter((path) => path.length > from + i);
    return { ...levelOf(has, from + i), complete: has.length === paths.length };
  }).filter(({ complete }) => complete);
}

function classLevel(several: readonly Level[]): Level | undefined {
  const named = several.filter(({ names }) => names.every(isClassName));
  const worded = several.filter(({ names }) => names.some(hasClassWord));
  if (named.length === 0 && worded[1]?.repeats) refuseTwo(worded[0]!, worded[1]);
  const [byName] = named.length > 0 ? named : worded;
  if (named.length > 1 && !named[0]!.names.some(hasClassWord) && !named[1]!.names.some(hasClassWord))
    refuseTwo(named[0]!, named[1]!);
  if (byName) return byName;
  const [outer, ...inner] = several;
  const repeating = inner.filter(({ repeats }) => repeats);
  const words = repeating.find(({ names }) => !names.every(isNumbered));
  if (words) return words;
  const [numbered] = repeating;
  if (outer && numbered && outer.names.every(isNumbered)) refuseTwo(outer, numbered);
  if (outer && outer.names.every(isNumbered) && outer.names.length > 10)
    return inner.find(({ names }) => names.length < outer.names.length) ?? outer;
  return outer;
}

function refuseTwo(a: Level, b: Level): never {
  const named = [a, b].map(({ names }) => `"${formatList(names, 3)}"`);
  return fail(
    action,
    `both the folders ${named.join(" and ")} could be the classes`,
    "one level of classes",
    remedy,
  );
}

/** Refuses classes that are called as patients are: `patient7`, `sub-01`; or many of other numbers. */
function refusePatients({ names }: Level): void {
  const words = names.map((name) => /^(.*\p{L})[ _-]*\d+$/u.exec(name)?.[1] ?? name);
  const areNumbered = new Set(words).size < names.length && words.every((word, i) => word !== names[i]);
  if (areNumbered && new Set(words).size > 1 && words.every(hasClassWord))
    fail(
      action,
      `the folders ${formatList(names)} number ${formatList([...new Set(words)])}`,
      "one folder per class",
      `Name the class and the patient in each path: --set data.labelPattern='(${[...new Set(words)].join("|")})' and data.groupPattern.`,
    );
  const areCounted = names.every((name) => isCounted(name) || /^\d{1,2}$/.test(name));
  if (
    names.length < 3 ||
    !(
      names.every((name) => isPatient(name) || /^p[ _-]?\d+$/i.test(name)) ||
      (names.length > 10 && names.every(isNumbered) && !areCounted)
    )
  )
    return;
  fail(
    action,
    `the ${names.length} folders ${formatList(names)} are called as patients are`,
    "folders of classes, or a table of labels",
    "Put each patient's folder into a folder of its class, write a labels.csv, or, if they are classes, name them by --set data.labelPattern='REGULAR EXPRESSION'.",
  );
}

/** Refuses pictures made from others beside these: copies of training images would lie among the test images. */
function refuseAugmented(levels: readonly Level[]): void {
  const found = levels.find(({ names }) => names.length > 1 && names.some((name) => isAugmented(name)));
  if (!found) return;
  const made = found.names.filter((name) => isAugmented(name));
  fail(
    "read the images by sub-folder",
    `${formatList(made)} beside ${formatList(found.names.filter((name) => !made.includes(name)))}: pictures made from others`,
    "images of which none is made from another",
    "Give the folder of the original images alone.",
  );
}

/** Refuses a class that is also a folder of another level, or lies beside parts of a split. */
function refuseMixed(paths: readonly (readonly string[])[], { level, names }: Level): void {
  const places = new Map<string, string>();
  for (const path of paths) {
    for (const [i, name] of path.entries()) {
      const isClass = names.includes(name) && i !== level && path[level] !== name;
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
