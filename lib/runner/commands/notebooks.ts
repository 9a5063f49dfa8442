import { existsSync } from "node:fs";
import { duration, runParametersVariable, openRun, displayPath, type Profile, type Run } from "../../core";
import { estimate } from "../estimate";
import { execute, failingCell } from "../execute";
import { notebookOptions, type NotebookOptions } from "../notebook-options";
import { writeReport } from "../../report/report";

/**
 * `npm run notebooks`: executes notebooks headlessly into a run folder and writes its report.
 * @returns the process' exit code
 */
export async function main(args: readonly string[], profile: Profile = "quick"): Promise<number> {
  const options = notebookOptions(args, profile);
  if (options === undefined) return 0;
  const run = openRun(options.parameters);
  console.log(
    `profile ${run.profile}, data ${run.dataName}, seed ${run.seed}, results in ${displayPath(run.folder)}`,
  );
  if (options.notebooks.length > 1) console.log(await estimate(run, options.notebooks));
  const code = await executeAll(options, run);
  if (code === 0) {
    await writeReport(run);
    console.log(`report: ${displayPath(run.path("report.html"))}`);
  }
  return code;
}

async function executeAll({ notebooks, parameters, values }: NotebookOptions, run: Run): Promise<number> {
  delete process.env[runParametersVariable];
  for (const [i, name] of notebooks.entries()) {
    console.log(`[${i + 1}/${notebooks.length}] ${name}`);
    const { ok, seconds, output, failed } = await execute(name, parameters, run.folder, { values });
    if (!ok) {
      console.error(`\nnotebook ${name} failed after ${duration(seconds)}:\n${failingCell(output)}`);
      if (failed !== undefined) console.error(`as far as it came: ${displayPath(failed)}`);
      if (existsSync(run.path("report.html"))) console.error("report.html there is of an earlier run.");
      return 1;
    }
    console.log(`[${i + 1}/${notebooks.length}] ${name} done in ${duration(seconds)}`);
  }
  return 0;
}
