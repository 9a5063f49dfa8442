import { dirname, relative } from "node:path";
import { Script } from "node:vm";
import { requireName } from "../compile/dynamic-imports";
import type { ModuleCode } from "../compile/module-code";
import { rememberSource } from "../compile/source-position";
import { root } from "../project/root";

/** A file of the project as it is loaded; the same object when the file is edited and loaded again. */
export interface ModuleRecord {
  readonly file: string;
  exports: unknown;
  state: "new" | "linking" | "running" | "ready";
  /** Settles when a body that awaits has ended. */
  ended?: Promise<void>;
  code?: ModuleCode & { readonly text: string };
  /** The project's files that it imports. */
  needs: readonly ModuleRecord[];
}

let runs = 0;

/**
 * Runs a file's body, which gives it its exports.
 *
 * @param require the file's own
 * @throws what the file throws; it is new again then
 */
export function evaluateModule(
  record: ModuleRecord,
  code: NonNullable<ModuleRecord["code"]>,
  require: (specifier: string) => unknown,
): void {
  if (record.file.endsWith(".json")) {
    record.exports = parseJson(record.file, code.text);
    record.state = "ready";
    return;
  }
  const script = `${record.file}.${++runs}.js`; // its own name: what an earlier version threw keeps its lines
  rememberSource(script, {
    name: relative(root, record.file),
    text: code.text,
    maps: code.map === undefined ? [] : [code.map],
    linesAbove: 0,
    lines: code.code.split("\n").length,
    linesBefore: 0,
  });
  const scope = `exports, require, module, __filename, __dirname, ${requireName}`;
  const head = `(${code.isAsync ? "async " : ""}function (${scope}) {`;
  const compiled = new Script(`${head}${code.code}\n})`, { filename: script, columnOffset: -head.length });
  const body = compiled.runInThisContext() as (...scope: unknown[]) => Promise<void> | undefined;
  const module = { exports: record.exports, id: record.file, filename: record.file, require, children: [] };
  record.state = "running";
  const done = (): void => {
    record.exports = module.exports;
    record.state = "ready";
    delete record.ended;
  };
  const failed = (error: unknown): never => {
    record.state = "new";
    delete record.ended;
    throw error;
  };
  try {
    const ended = body.call(
      module.exports,
      module.exports,
      require,
      module,
      record.file,
      dirname(record.file),
      require,
    );
    if (code.isAsync && ended) record.ended = ended.then(done, failed);
    else done();
  } catch (error) {
    failed(error);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new SyntaxError(
      `Cannot read ${relative(root, file)}: ${(error as Error).message}, expected JSON. Mend the file.`,
    );
  }
}
