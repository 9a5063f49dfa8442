/** What build.ts asks the script that makes the snapshot for. */
export interface SnapshotRequest {
  readonly typescriptFile: string;
  /** Compiler options of the cells, as JSON. */
  readonly options: string;
  /** The names of the cell and of its declarations. */
  readonly roots: readonly string[];
  /** Folder of the compiled kernel. */
  readonly build: string;
}

/** The global variable by which it is handed over. */
export const requestName = "__graftSnapshotRequest";
