import type { RunFolder } from "./run-folder";

interface Cell {
  readonly cell_type: string;
  readonly execution_count?: number | null;
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly name?: string;
    readonly ename?: string;
  }[];
}

/** The code cells of an executed notebook, with what they printed. */
export function codeCells(run: RunFolder, name: string): readonly Cell[] {
  return run
    .json<{ readonly cells: readonly Cell[] }>("notebooks", `${name}.ipynb`)
    .cells.filter((cell) => cell.cell_type === "code");
}
