/** Folders of one level of sub-folders; level 0 is the outermost. */
export interface Level {
  readonly level: number;
  /** Different names, in the order of the paths. */
  readonly names: readonly string[];
  /** Whether most names stand under several parents. */
  readonly repeats: boolean;
}

/** The folders of one level of paths that all have it. */
export function levelOf(paths: readonly (readonly string[])[], level: number): Level {
  const parents = new Map<string, Set<string>>();
  for (const path of paths) {
    const name = path[level]!;
    const of = parents.get(name) ?? new Set<string>();
    parents.set(name, of.add(path.slice(0, level).join("/")));
  }
  const repeated = [...parents.values()].filter((of) => of.size > 1).length;
  return { level, names: [...parents.keys()], repeats: 2 * repeated >= parents.size };
}
