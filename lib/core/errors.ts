/**
 * An error caused by the user's data, files or settings. It has no stack: command line, notebooks and logs show its one
 * line, since where in the program it was thrown says nothing to whoever gave the data.
 */
export class InputError extends Error {
  override name = "InputError";

  constructor(message: string) {
    super(message);
    this.stack = `InputError: ${message}`;
  }
}

type ErrorClass = new (message: string) => Error;

/**
 * Throws an error of the one shape used everywhere: `Cannot <action>: <found>, expected <expected>. <remedy>`.
 *
 * @param action what was tried, after "Cannot": `"train the GAN on fold 3"`
 * @param found what is there, with the offending values quoted
 * @param expected what would have been right
 * @param remedy one sentence: what to do or type now
 * @param kind `TypeError` for shapes and kinds, `RangeError` for values; `InputError` (default) for data, files, settings
 * @throws always
 */
export function fail(
  action: string,
  found: string,
  expected: string,
  remedy: string,
  kind: ErrorClass = InputError,
): never {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100; // the cell may lie far above
  const error = new kind(`Cannot ${action}: ${found}, expected ${expected}. ${remedy}`);
  keepCellLines(error);
  Error.stackTraceLimit = stackTraceLimit;
  throw error;
}

/** Of an error that a notebook's cell led to, the trace keeps the cells' lines alone; of another, all. */
function keepCellLines(error: Error): void {
  const [message, ...frames] = (error.stack ?? "").split("\n    at ");
  const cells = frames.filter((frame) => /\bcell\[\d+\]/.test(frame));
  if (cells.length > 0) error.stack = [message, ...cells].join("\n    at ");
}

/** A list for a message, at most `limit` items and the number of others: `"a, b, c, d, e and 3 more"`. */
export function formatList(items: readonly string[], limit = 5): string {
  const rest = items.length - limit;
  return items.slice(0, limit).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
