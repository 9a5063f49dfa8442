/** Request of build.ts to the script that makes the snapshot. */
export interface SnapshotRequest {
  readonly typescriptFile: string;
  /** The same without comments and with short names: the snapshot holds its text. */
  readonly minifiedFile: string;
  /** Compiler options of the cells, as JSON. */
  readonly options: string;
  /** The names of the cell and of its declarations. */
  readonly roots: readonly string[];
  /** Folder of the compiled kernel. */
  readonly build: string;
}

/** Global variable under which the script finds it. */
export const requestName = "__graftSnapshotRequest";
