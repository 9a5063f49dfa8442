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
import { isSplitOf } from "../../data/split/split-files";
import { estimate, imagesOfGans } from "../estimate";
import { lockFolder } from "../lock-folder";
import { timeLeft, type TimeLeft } from "../time-left";
import { execute, failingCell } from "../execute";
import { notebookNames, notebookOptions, type NotebookOptions } from "../notebook-options";
import { readMetrics } from "../../report/metrics";
import { relatedSystem } from "../../report/related-sections";
import { writeReport } from "../../report/report";

/**
 * `npm run notebooks`: executes notebooks headlessly into a run folder and writes its report.
 * @returns the process' exit code
 */
export async function main(args: readonly string[], profile: Profile = "quick"): Promise<number> {
  const options = notebookOptions(args, profile);
  if (options === undefined) return 0;
  const run = openRun(options.parameters);
  const unlock = lockFolder(run.folder, "notebooks");
  try {
    return await runNotebooks(options, run);
  } finally {
    unlock();
  }
}

async function runNotebooks(options: NotebookOptions, run: Run): Promise<number> {
  console.log(
    `profile ${run.profile}, data ${run.dataName}, seed ${run.seed}, results in ${displayPath(run.folder)}`,
  );
  const notebooks = await withSplit(options.notebooks, run);
  const main = notebooks.filter((name) => relatedSystem(name) === undefined);
  const time = main.length > 1 ? await prepare(main, run) : undefined;
  const code = await executeAll({ ...options, notebooks }, run, time);
  if (code === 0) {
    await writeReport(run);
    console.log(`report: ${displayPath(run.path("report.html"))}`);
  }
  return code;
}

/**
 * The notebooks with 01 before them where one of notebooks/related is among them and the run folder holds no split of these data.
 * @throws InputError for whatever is wrong with the data's labels
 */
export async function withSplit(notebooks: readonly string[], run: Run): Promise<readonly string[]> {
  const [first = ""] = notebookNames();
  const needsSplit = notebooks.some((name) => relatedSystem(name) !== undefined);
  if (!needsSplit || notebooks.includes(first)) return notebooks;
  if (await hasSplit(run)) return notebooks;
  console.log(`${first} comes first: the run folder has no split of these data`);
  return [first, ...notebooks];
}

/** Whether notebook 01 left a split of as many images, of these data settings, profile and seed. */
async function hasSplit(run: Run): Promise<boolean> {
  const { data, settings, path, profile, seed } = run;
  const recorded = readMetrics(path("metrics.json"));
  if (!isSplitOf(run) || recorded?.data === undefined || !recorded.split) return false;
  const source = dataSource(data);
  const images = sum(await source.classSizes(settings["data.images"], labelOptions(settings)));
  const { name, images: recordedImages } = recorded.data;
  return (
    recorded.profile === profile &&
    recorded.seed === seed &&
    name === source.name &&
    recordedImages === images
  );
}

/**
 * Refuses at once what can be seen without reading an image, too few for t-SNE, and prints how long the run will take.
 * @returns what corrects the time; undefined when no step could be timed
 * @throws InputError for too few images, or whatever is wrong with their labels
 */
async function prepare(notebooks: readonly string[], run: Run): Promise<TimeLeft | undefined> {
  const { settings, data } = run;
  const classSizes = await dataSource(data).classSizes(settings["data.images"], labelOptions(settings));
  if (["01", "04"].every((number) => notebooks.some((name) => name.startsWith(number))))
    assertEnough(settings, { training: sum(partSizes(classSizes).train), classes: classSizes.length });
  const { sentence, predicted } = estimate(run, notebooks, classSizes);
  console.log(sentence);
  return (
    predicted &&
    timeLeft(predicted, { epochs: settings["gan.epochs"], images: imagesOfGans(settings, classSizes) })
  );
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
