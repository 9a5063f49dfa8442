import { fail } from "../../core";
import { isClassName } from "../class-words";
import {
  foldersOf,
  hasClassWord,
  isCounted,
  isDivision,
  isNeutral,
  isNumbered,
  isPatient,
  isPersonal,
} from "./folder-words";
import type { GroupOrigin } from "../labelled";
import { levelOf, type Level } from "./level-of";
import { refuseClasses, refuseDerived, refuseKinds, refuseTwo } from "./refuse-classes";
import { arePartNames, isPartName } from "../part-of";

/** Meaning of the levels of sub-folders; level 0 is the outermost folder of a path. */
export interface FolderLevels {
  /** The level whose folders are the classes. */
  readonly classes: number;
  /** The level whose folders are patients, if there is one. */
  readonly patients: number | undefined;
  /** Levels whose folders may be patients or not: above the classes they are parts, inside them nothing. */
  readonly unclear: readonly number[];
  /** Levels whose folders are parts of somebody's split, sites, folds. */
  readonly parts: readonly number[];
}

/** Folders of `patientLevel` as what named the patients. */
export const numberedFolders: GroupOrigin = {
  by: "folders",
  words: "sub-folders that are numbered as patients",
  note: "the folders that are numbered as patients are taken as patients",
};

/**
 * The level of folders that are called patients (`patient7`, `sub-01`) in every path, else the outermost whose folders all
 * may be somebody's (`TCGA_CS_4941`), three or more of several images; undefined where there is none.
 */
export function patientLevel(images: readonly string[]): number | undefined {
  const [first] = images;
  const level = foldersOf(first ?? "").findIndex(isPatient);
  if (level >= 0 && images.every((file) => isPatient(foldersOf(file)[level] ?? ""))) return level;
  const mayBe = (name: string): boolean => isPersonal(name) && !isDivision(name) && !isPartName(name);
  const found = foldersOf(first ?? "").findIndex((_, at) => {
    const names = images.map((file) => foldersOf(file)[at] ?? "");
    const different = new Set(names).size;
    return different > 2 && 2 * different <= names.length && names.every(mayBe);
  });
  return found < 0 ? undefined : found;
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
  const parts = levels.filter(({ names }) => arePartNames(names)).map(({ level }) => level);
  const open = levels.filter(({ level, names }) => !parts.includes(level) && !names.every(isNeutral));
  const several = open.filter(({ names }) => names.length > 1);
  const undivided = several.filter(({ names }) => !names.every(isDivision));
  const classes =
    classLevel(undivided.length > 0 ? undivided : several) ??
    open.find(({ names }) => names.every(isClassName));
  if (!classes) {
    const divided = parts.filter((level) => levels[level]!.names.length > 1);
    if (divided.length > 0)
      fail(
        "tell the classes by sub-folder",
        `sub-folders ${levels[divided[0]!]!.names.join(", ")} are parts of a split`,
        "one sub-folder per class",
        "Give one of these folders, or put all images of a class into one folder: Graft splits them itself.",
      );
    const last = levels[levels.length - 1]!;
    refuseKinds(last);
    return {
      classes: last.level,
      patients: undefined,
      unclear: [],
      parts: parts.filter((p) => p !== last.level),
    };
  }
  refuseClasses(paths, classes);
  const kinds = levels.find(
    ({ level, names }) => level < classes.level && names.length > 1 && names.every(isNeutral),
  );
  const isUsual = classes.names.some(hasClassWord) || classes.names.every(isClassName);
  if (kinds && !isUsual && (!classes.repeats || classes.names.every(isNumbered))) refuseTwo(kinds, classes);
  refuseDerived(levels, classes.level);
  const above = several.filter(({ level }) => level < classes.level);
  const divides = ({ names }: Level): boolean =>
    names.every(isDivision) || names.every(isCounted) || (names.length < 3 && !names.every(isNumbered));
  const below = deeperLevels(paths, classes.level + 1).filter(
    ({ names }) =>
      names.length > 1 && ![isDivision, isCounted, isNeutral, isPartName].some((isSo) => names.every(isSo)),
  );
  const patients =
    above.find((level) => !divides(level)) ?? below.find(({ names }) => names.every(isNumbered));
  const unclear = [...above, ...below].filter(
    ({ names }) => !names.every(isDivision) && !names.every(isCounted),
  );
  return {
    classes: classes.level,
    patients: patients?.level,
    unclear: patients ? [] : unclear.map(({ level }) => level),
    parts: [
      ...parts.filter((p) => levels[p]!.names.length > 1),
      ...(kinds ? [kinds.level] : []),
      ...above.filter(divides).map(({ level }) => level),
    ].sort(),
  };
}

/** Levels below the classes: those that all images have, and those of numbered folders, which some may lack. */
function deeperLevels(paths: readonly (readonly string[])[], from: number): Level[] {
  const deepest = paths.reduce((most, path) => Math.max(most, path.length), 0);
  return Array.from({ length: Math.max(0, deepest - from) }, (_, i) => {
    const has = paths.filter((path) => path.length > from + i);
    return { ...levelOf(has, from + i), complete: has.length === paths.length };
  }).filter(({ complete, names }) => complete || names.every(isNumbered));
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
