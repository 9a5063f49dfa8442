/** A step that cannot become a graph: what was found, what is expected, what to do. */
export class CompileError extends Error {
  override readonly name = "CompileError";
}

/**
 * Refuses what cannot be recorded.
 *
 * @param found what the step does
 * @param where where it does so, when that is not the place of this call
 * @throws CompileError always; its stack is that of the user's line
 */
export function refuse(found: string, expected: string, remedy: string, where?: Error): never {
  const line = userLine(where ?? new Error());
  const error = new CompileError(
    `Cannot compile the step: ${found}${line === undefined ? "" : ` (${line})`}, expected ${expected}. ${remedy}`,
  );
  if (where?.stack !== undefined)
    error.stack = where.stack.replace(/^.*\n/, () => `${error.name}: ${error.message}\n`);
  throw error;
}

/** The first line of a stack that is a cell's, or neither this folder's nor a package's: `step (train.ts:12:5)`. */
export function userLine({ stack = "" }: Error): string | undefined {
  const lines = stack.split("\n").slice(1);
  const users =
    lines.find((line) => /\bcell\[\d+\]/.test(line)) ??
    lines.find((line) => !/node_modules|node:|<anonymous>|[\\/ (](lib|\.)[\\/]compile[\\/]/.test(line));
  return users
    ?.trim()
    .replace(/^at /, "")
    .replace(/\(?(?:file:\/\/)?\/.*\//, "(");
}
