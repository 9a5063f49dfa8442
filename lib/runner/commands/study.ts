import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countOf, displayPath, duration, formatPoints, mean, sum } from "../../core";
import { describeSamePatients } from "../../data/external/describe-same-patients";
import { compareWithPaper } from "../../evaluation/compare-with-paper";
import { ofOneComparison } from "../../evaluation/verdict";
import { writeStudyReport } from "../../report/study-report";
import { collectEvidence } from "../../study/collect-evidence";
import { describeCautious } from "../../study/describe-cautious";
import { assumedSpread, measuredSpread, powerPlan, predictNarrowing } from "../../study/power-plan";
import { openStudy, type Study, type StudyRequest } from "../../study/study";
import { openResults } from "../../study/open-results";
import { summarizeStudy } from "../../study/summarize-study";
import { studyWorker } from "../../study/study-worker";
import { trialName, type Trial } from "../../study/trial";
import { resultFile } from "../../study/trial-result";
import { openEngine } from "../open-engine";
import { lockFolder } from "../lock-folder";
import { stopSignal } from "../stop-signal";
import { trialClock } from "../trial-clock";
import { planNodes, type PlannedNodes } from "../plan-nodes";
import { trialLine } from "../trial-line";
import { studyOptions, type StudyOptions } from "../study-options";
import { trialSeconds } from "../trial-seconds";

/**
 * `npm run study`: trains every arm in every fold, as far as that is not done yet, and reports.
 * @returns the process' exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  const options = studyOptions(args);
  if (!options) return 0;
  if (options.plan) return runStudy(options);
  const unlock = lockFolder(options.folder, "the study");
  try {
    return await runStudy(options);
  } finally {
    unlock();
  }
}

async function runStudy(options: StudyOptions): Promise<number> {
  const { request, folder, plan, engine, nodes } = options;
  const processes = engine.maxTrials ?? engine.processes;
  console.log(
    `study of ${request.dataName}, profile ${request.profile}, seed ${request.seed}, in ${displayPath(folder)}`,
  );
  const study = await (plan ? planStudy(request) : openStudy(request, folder));
  const { settings, groups } = study;
  const missing = study.trials.filter((trial) => !existsSync(resultFile(folder, trial)));
  console.log(
    `${study.images} images in ${countOf(groups.count, "group")} (${groups.origin}), ${countOf(settings["study.folds"], "fold")} x ${countOf(settings["study.repeats"], "repeat")} x ${countOf(settings["study.seeds"], "seed")}: ` +
      `${countOf(study.trials.length, "trial")}, ${study.trials.length - missing.length} of them finished`,
  );
  const samePatients = study.external && describeSamePatients(study.external);
  if (samePatients !== undefined) console.log(`external images: ${samePatients}`);
  const seconds = trialSeconds(study, folder);
  const left = sum(missing.map(seconds)) / processes;
  if (plan || engine.name === "local")
    console.log(
      `time: about ${duration(left)} with ${countOf(processes, "process of one thread", "processes of one thread each")}`,
    );
  if (plan) return printPlan(study, seconds, { nodes, cpus: processes }, folder);
  const isDone = missing.length === 0 || (await train(study, missing, options, seconds));
  const results = summarizeStudy(study, folder);
  await writeStudyReport(study, results, folder);
  for (const { sentence } of results.comparisons) console.log(sentence);
  const cautious = describeCautious(results);
  if (cautious !== undefined) console.log(cautious);
  console.log("\nthe paper's numbers and claims:");
  for (const { claim, paper, here, verdict } of compareWithPaper(collectEvidence(results)))
    console.log(`  ${verdict.padEnd(17)} ${claim}: paper ${paper}, here ${here}`);
  console.log(`report: ${displayPath(`${folder}/report.html`)}`);
  return isDone ? 0 : 1;
}

/** A study as it would be; what there is in its folder stays as it is. */
async function planStudy(request: StudyRequest): Promise<Study> {
  const elsewhere = mkdtempSync(join(tmpdir(), "graft-plan-"));
  try {
    return await openStudy(request, elsewhere);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

/**
 * Trains what is missing, for as long as it may; with a time given nothing is begun that would not be finished in it.
 * @returns false when a trial failed or the study was stopped
 */
async function train(
  study: Study,
  missing: readonly Trial[],
  { folder, hours, engine: chosen }: Pick<StudyOptions, "folder" | "hours" | "engine">,
  seconds: (trial: Trial) => number,
): Promise<boolean> {
  const stop = stopSignal();
  const engine = await openEngine(chosen, study.request.profile);
  const clock = trialClock(missing, { processes: engine.atATime, seconds, hours });
  const line = trialLine({
    total: missing.length,
    name: (trial: Trial) => trialName(trial, study.classes),
    clock,
  });
  const { failed } = await engine.run(
    { worker: studyWorker, trials: missing, folder },
    { signal: stop, hasTimeFor: (trial) => clock.hasTimeFor(trial) },
    line,
  );
  line.end();
  await engine.close();
  for (const { trial, why } of failed) console.error(`\n${trialName(trial, study.classes)} failed: ${why}`);
  if (failed.length > 0) {
    console.error("Finished trials are kept: the same command resumes the study.");
  } else if (stop.aborted)
    console.error(
      `stopped. Finished trials are kept; the same command resumes the study${chosen.name === "local" ? ", GANs from their last checkpoint" : ""}.`,
    );
  else if (line.finished < missing.length)
    console.log(
      `time is up: ${study.trials.length - missing.length + line.finished} of ${countOf(study.trials.length, "trial is", "trials are")} finished, the answer is of these. The same command goes on.`,
    );
  return failed.length === 0 && !stop.aborted;
}

function printPlan(
  study: Study,
  seconds: (trial: Trial) => number,
  machines: PlannedNodes,
  folder: string,
): number {
  const { settings, folds, trials, images, groups } = study;
  const size = `${countOf(groups.count, "patient or group", "patients or groups")} (${countOf(images, "image")})`;
  const ofFold = trials.length / folds.length;
  const each = mean(trials, seconds) / machines.cpus;
  const shape = {
    folds: settings["study.folds"],
    repeats: settings["study.repeats"],
    classes: study.classes.length,
  };
  const shown = openResults(folder)?.comparisons.find((c) => c.arm === "original+synthetic")?.components;
  const spread = shown === undefined ? assumedSpread : measuredSpread(shown);
  console.log(
    "\n  folds  repeats  trials  time                 95 % interval   a gain that 4 of 5 such studies would show",
  );
  for (const row of powerPlan(groups, { ...shape, ofFold }, spread)) {
    const cells = [
      String(row.folds).padStart(7),
      String(row.repeats).padStart(9),
      String(row.trials).padStart(8),
      `  ${duration(row.trials * each).padEnd(20)} `,
      `+- ${formatPoints(Math.min(1, row.halfWidth))}`.padEnd(16),
      row.detectable > 1
        ? "none: it would take more than 100 points"
        : `${formatPoints(row.detectable)} points of balanced accuracy`,
    ];
    console.log(cells.join(""));
  }
  console.log(`\nthe gain is ${ofOneComparison}`);
  const narrower = predictNarrowing(groups, shape, spread);
  console.log(
    `one more repeat (${duration(ofFold * shape.folds * each)}) takes ${formatPoints(narrower.repeat)} points off the interval's half width, a tenth more patients ${formatPoints(narrower.patients)}`,
  );
  console.log(
    shown === undefined
      ? `from ${size}, if ${100 * assumedSpread.perPatient} of 100 predictions differ between two arms and trainings spread by ${formatPoints(Math.sqrt(assumedSpread.trainings))} points; nothing was trained`
      : `from ${size} and what original+synthetic and original vary by in the finished trials; nothing was trained`,
  );
  for (const text of planNodes(trials, seconds, machines, study.request.profile === "paper"))
    console.log(text);
  return 0;
}
