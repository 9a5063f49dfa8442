import { existsSync } from "node:fs";
import {
  duration,
  runParametersVariable,
  openRun,
  displayPath,
  sum,
  type Profile,
  type Run,
} from "../../core";
import { assertEnough } from "../../data/split/assert-enough";
import { dataSource } from "../../data/data-source";
import { labelOptions } from "../../data/read";
import { partSizes } from "../../data/split/split";
import { estimate } from "../estimate";
import { timeLeft, type TimeLeft } from "../time-left";
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
  const time = options.notebooks.length > 1 ? await prepare(options, run) : undefined;
  const code = await executeAll(options, run, time);
  if (code === 0) {
    await writeReport(run);
    console.log(`report: ${displayPath(run.path("report.html"))}`);
  }
  return code;
}

/**
 * Refuses at once what can be seen without reading an image, too few for t-SNE, and prints how long the run will take.
 * @returns what corrects the time; undefined when no step could be timed
 * @throws InputError for too few images, or whatever is wrong with their labels
 */
async function prepare({ notebooks }: NotebookOptions, run: Run): Promise<TimeLeft | undefined> {
  const { settings, data } = run;
  const classSizes = await dataSource(data).classSizes(settings["data.images"], labelOptions(settings));
  if (["01", "04"].every((number) => notebooks.some((name) => name.startsWith(number))))
    assertEnough(settings, { training: sum(partSizes(classSizes).train), classes: classSizes.length });
  const { sentence, predicted } = estimate(run, notebooks, classSizes);
  console.log(sentence);
  return predicted && timeLeft(predicted, { epochs: settings["gan.epochs"], classSizes });
}

async function executeAll(
  { notebooks, parameters, values }: NotebookOptions,
  run: Run,
  time: TimeLeft | undefined,
): Promise<number> {
  delete process.env[runParametersVariable];
  for (const [i, name] of notebooks.entries()) {
    console.log(`[${i + 1}/${notebooks.length}] ${name}`);
    const { ok, seconds, output, failed } = await execute(name, parameters, run.folder, {
      values,
      ...(time && { watch: (line: string) => time.line(line) }),
    });
    if (!ok) {
      console.error(`\nnotebook ${name} failed after ${duration(seconds)}:\n${failingCell(output)}`);
      if (failed !== undefined) console.error(`as far as it came: ${displayPath(failed)}`);
      if (existsSync(run.path("report.html"))) console.error("report.html there is of an earlier run.");
      return 1;
    }
    const left = time?.ended(seconds);
    const words = left === undefined ? "" : `, ${left}`;
    console.log(`[${i + 1}/${notebooks.length}] ${name} done in ${duration(seconds)}${words}`);
  }
  return 0;
}
