import { fail } from "../core";

/** A notebook's file, as far as the runner reads it. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly [field: string]: unknown;
}

/** A cell of a notebook's file. */
export interface Cell {
  readonly cell_type: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: string | readonly string[];
  readonly [field: string]: unknown;
}

const hasTag = (tag: string) => (cell: Cell) => cell.metadata.tags?.includes(tag) ?? false;

/**
 * The notebook with a cell behind its parameters cell that overrides these values, as papermill does it; so the
 * executed notebook shows what it was executed with. Undefined values and names that the cell does not declare are left
 * out.
 */
export function injectParameters(notebook: Notebook, values: Readonly<Record<string, unknown>>): Notebook {
  const { cells } = notebook;
  const at = cells.findIndex(hasTag("parameters"));
  const declared = parameterNames(notebook);
  const given = Object.entries(values).filter(
    ([name, value]) => value !== undefined && declared.includes(name),
  );
  if (given.length === 0) return notebook;
  const lines = given.map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
  const cell: Cell = {
    cell_type: "code",
    id: "injected-parameters",
    metadata: { tags: ["injected-parameters"] },
    source: ["// Parameters", ...lines].join("\n"),
    outputs: [],
    execution_count: null,
  };
  const rest = cells.slice(at + 1).filter((c) => !hasTag("injected-parameters")(c));
  return { ...notebook, cells: [...cells.slice(0, at + 1), cell, ...rest] };
}

/** The names that a notebook's parameters cell declares. */
export function parameterNames({ cells }: Notebook): string[] {
  const text = [cells.find(hasTag("parameters"))?.source ?? ""].flat().join("");
  return [...text.matchAll(/^(?:let|const|var)\s+([\w$]+)/gm)].map((match) => match[1] ?? "");
}

/**
 * A parameter as the command line has it, `name=value`: the value is JSON where it can be read so, else text.
 * @throws InputError when there is no name
 */
export function parseParameter(text: string): [string, unknown] {
  const [, name, value = ""] = /^([A-Za-z_$][\w$]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined)
    return fail("use --parameter", `"${text}"`, "name=value", "Write --parameter seed=2, for example.");
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}
