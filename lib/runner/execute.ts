import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  runParametersVariable,
  progressFile,
  root,
  resolveSettings,
  displayPath,
  type RunParameters,
} from "../core";
import { withoutTensorflowNotices } from "../core/tensorflow-notices.mjs";
import { jupyterEnvironment, venvProgram } from "../setup/jupyter";
import { spawnGroup } from "./process-group";
import { removeStaleResults } from "./remove-stale-results";
import { engineThreads } from "./engine-threads";
import { noteFailure } from "./note-failure";
import { injectParameters, type Notebook } from "./inject-parameters";

/** The variable that names the file in which the kernel writes errors thrown after their cell has ended. */
const uncaughtErrorsVariable = "GRAFT_LATE_ERRORS";
/** The variable that names the file in which nbconvert_keep.py keeps the notebook as far as it was executed. */
const partialRunVariable = "GRAFT_PARTLY";

const stopped = "stopped. The same command resumes trainings from their last checkpoint.";

/** Result of an execution. */
export interface Executed {
  readonly ok: boolean;
  readonly seconds: number;
  /** Output of nbconvert, the failing cell and its error included. */
  readonly output: string;
  /** The notebook as far as it was executed, with the error in it; undefined when every cell has run. */
  readonly failed: string | undefined;
}

/** Options of an execution. */
export interface ExecuteOptions {
  /** Folder of NAME.ipynb; the project's notebooks when absent. */
  readonly folder?: string;
  /** More values for its parameters cell, by name. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Called with each progress line; what it returns is printed on a line of its own. */
  readonly watch?: (line: string) => string | undefined;
}

/**
 * Executes one notebook headlessly by nbconvert on the project's kernel, and prints its progress lines meanwhile. What an
 * earlier execution left of it in the run folder is removed before.
 *
 * @param name without .ipynb; of one in a folder below, `related/NAME`
 * @param out the run folder: OUT/notebooks/NAME.ipynb when every cell has run, else OUT/notebooks/NAME.failed.ipynb
 * @returns not ok when a cell fails, the kernel dies, or a timer or promise that a cell set going fails before the end
 */
export async function execute(
  name: string,
  parameters: RunParameters,
  out: string,
  { folder = join(root(), "notebooks"), values = {}, watch }: ExecuteOptions = {},
): Promise<Executed> {
  const began = Date.now();
  const [lines, uncaughtErrors] = [join(out, ".progress"), join(out, ".late-errors")];
  const executed = join(out, "notebooks", `${name}.ipynb`);
  const failed = join(out, "notebooks", `${name}.failed.ipynb`);
  mkdirSync(dirname(executed), { recursive: true });
  removeStaleResults(name, out);
  for (const file of [lines, uncaughtErrors]) writeFileSync(file, "");
  const { child, ended, isStopped } = spawnGroup(
    venvProgram("jupyter"),
    nbconvertArguments(executed),
    {
      cwd: dirname(join(folder, name)), // of nbconvert, which reads no file here, and so of the kernel
      env: {
        ...jupyterEnvironment(),
        ...engineThreads(resolveSettings(parameters.profile, parameters.set)),
        [runParametersVariable]: JSON.stringify({ ...parameters, out }),
        [progressFile]: lines,
        [uncaughtErrorsVariable]: uncaughtErrors,
        [partialRunVariable]: failed,
      },
      stdio: ["pipe", "pipe", "pipe"],
    },
    "SIGINT",
  );
  let nbconvertOutput = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (t: string) => (nbconvertOutput += t));
  child.stdin?.on("error", () => undefined).end(source(join(folder, `${name}.ipynb`), parameters, values));
  const follow = follower(lines, watch);
  const timer = setInterval(follow, 500);
  const code = await ended;
  clearInterval(timer);
  follow();
  const uncaught = code === 0 ? readFileSync(uncaughtErrors, "utf8") : "";
  const output = isStopped()
    ? stopped
    : uncaught === ""
      ? withoutTensorflowNotices(nbconvertOutput)
      : uncaught;
  const ok = code === 0 && uncaught === "" && !isStopped();
  for (const file of [lines, uncaughtErrors, ok ? failed : executed]) rmSync(file, { force: true });
  if (!ok) noteFailure(failed, output);
  const kept = existsSync(failed) ? failed : undefined;
  return { ok, seconds: (Date.now() - began) / 1000, output, failed: kept };
}

function nbconvertArguments(executed: string): string[] {
  return [
    "nbconvert",
    "--stdin",
    ...["--to", "notebook", "--execute"],
    `--config=${join(root(), "lib/runner/nbconvert_keep.py")}`,
    "--ExecutePreprocessor.kernel_name=graft",
    "--ExecutePreprocessor.timeout=-1",
    ...["--output-dir", dirname(executed)],
    ...["--output", basename(executed)],
  ];
}

/** The notebook's text, its parameters cell followed by the run's parameters. */
function source(file: string, parameters: RunParameters, values: Readonly<Record<string, unknown>>): string {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as Notebook;
  const { profile, data, seed, set = {}, out } = parameters;
  const run = { profile, source: data, seed, set, out: out === undefined ? undefined : displayPath(out) };
  return JSON.stringify(injectParameters(notebook, { ...run, ...values }));
}

/** Prints new progress lines: on a terminal over each other, elsewhere one every five seconds and each job's last. */
function follower(file: string, watch: ExecuteOptions["watch"] = () => undefined): () => void {
  let at = 0;
  let last = 0;
  return () => {
    if (!existsSync(file) || statSync(file).size <= at) return;
    const text = readFileSync(file, "utf8").slice(at);
    at += text.length;
    for (const line of text.split("\n").filter((l) => l !== "")) {
      const finished = line.includes(" in all");
      if (process.stdout.isTTY) process.stdout.write(`\r    ${line}`.padEnd(110) + (finished ? "\n" : ""));
      else if (finished || Date.now() - last > 5000) {
        console.log(`    ${line}`);
        last = Date.now();
      }
      const said = watch(line);
      if (said !== undefined) console.log(`${process.stdout.isTTY ? "\n" : ""}${said}`);
    }
  };
}

/** The failing cell and its error out of what nbconvert printed; of an error of the user's data or settings its line. */
export function failingCell(output: string): string {
  const refusal = /^InputError: (.*)$/m.exec(output)?.[1];
  if (refusal !== undefined) return refusal;
  const at = output.lastIndexOf("An error occurred while executing the following cell");
  return (at >= 0 ? output.slice(at) : output).trim().split("\n").slice(-60).join("\n");
}
