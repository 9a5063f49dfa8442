import type { CellImport } from "../compile/cell-import";
import type { Modules } from "./modules";
import { takeExport } from "./import-package";

/** The session's variables by name. */
export type SessionVariables = Record<string, unknown>;

/**
 * Does a cell's imports before it runs. Their names stay alive: after a file is edited the next cell that uses one has the
 * new code, without importing it again.
 *
 * @param cell the file that cells import from
 */
export async function importIntoSession(
  variables: SessionVariables,
  imports: readonly CellImport[],
  modules: Modules,
  cell: string,
): Promise<void> {
  for (const { specifier, bindings, isWhole } of imports) {
    const exports = await modules.load(specifier, cell);
    const whole = isWhole ? Object.keys(takeExport(exports(), "*") as object) : [];
    for (const local of whole)
      if (local !== "default") bind(variables, local, () => takeExport(exports(), local));
    for (const { local, exported } of bindings) bind(variables, local, () => takeExport(exports(), exported));
  }
}

function bind(variables: SessionVariables, name: string, get: () => unknown): void {
  Object.defineProperty(variables, name, {
    enumerable: true,
    configurable: true,
    get,
    // a later cell may declare a variable of the same name
    set: (value: unknown) =>
      Object.defineProperty(variables, name, { value, enumerable: true, configurable: true, writable: true }),
  });
}
