import { join } from "node:path";
import { fail, formatList, profiles, readJson, root, type Profile } from "../core";
import { dataSource, defaultDataSource } from "../data/data-source";
import type { Study, StudyRequest } from "../study/study";
import { studyFolder } from "../study/study-folder";
import { studyChanges, studySettings } from "../study/study-settings";
import { readCommandLine, type Command } from "./flags";
import { chooseEngine, engineFlags, type EngineChoice } from "./open-engine";

/** Options of `npm run study`. */
export interface StudyOptions {
  readonly request: StudyRequest;
  readonly folder: string;
  /** Only say how large it is. */
  readonly plan: boolean;
  /** Machines like this one that the plan is for. */
  readonly nodes: number;
  readonly engine: EngineChoice;
  /** Time after which no training begins; absent: all are done. */
  readonly hours?: number;
}

const command = {
  name: "npm run study",
  about: "does augmentation help? Repeated folds that keep patients together, every arm in each",
  flags: [
    "profile",
    "data",
    "external",
    "out",
    "seed",
    "set",
    ...engineFlags,
    "hours",
    "plan",
    "nodes",
    "resume",
  ],
  more: () =>
    `Profile quick is 2 x 5 folds of small networks: half an hour to some hours. Profile paper is 10 x 5 folds: days.
--plan says how long it takes on this machine and trains nothing. The settings are those of npm run notebooks -- --help,
but in a study ${profiles.map((profile) => `${profile} has ${listChanges(profile)}`).join("; ")}.

--hours 2 finishes one fold after the other for two hours and answers from those; the same command goes on later.
The same command resumes a study that was stopped: no finished training is done twice, and a changed setting redoes
only what depends on it. --engine ray runs the same trainings on a Ray cluster, into the same files (lib/runner/ray/README.md).`,
} as const satisfies Command<
  | "profile"
  | "data"
  | "external"
  | "out"
  | "seed"
  | "set"
  | (typeof engineFlags)[number]
  | "hours"
  | "plan"
  | "nodes"
  | "resume"
>;

/**
 * Reads the command line of `npm run study`.
 * @returns undefined when only --help was asked for (and printed)
 * @throws InputError for unknown options and settings, wrong values, a data folder or study that is not there
 */
export function studyOptions(args: readonly string[]): StudyOptions | undefined {
  const line = readCommandLine(command, args);
  if (line === undefined) return undefined;
  const { profile = "quick", data = defaultDataSource, seed = 1, out, set = [], external } = line.values;
  const { plan = false, nodes = 1, resume = false, hours } = line.values;
  const how = { plan, nodes, engine: chooseEngine(line.values), ...(hours !== undefined && { hours }) };
  if (resume) {
    refuseChanges(Object.keys(line.values));
    return { ...resumeStudy(out), ...how };
  }
  const changes = {
    ...Object.fromEntries(set),
    ...(external !== undefined && { "data.external": external }),
  };
  studySettings(profile, changes); // refuses what is wrong before anything is read
  const dataName = dataSource(data).name;
  const request = { profile, data, dataName, seed, set: changes };
  const folder = out ?? studyFolder(join(root(), "outputs"), profile, dataName);
  return { request, folder, ...how };
}

/** The settings in which a study differs from its profile, as they would be typed. */
function listChanges(profile: Profile): string {
  const values = Object.entries(studyChanges(profile, {})).map(([key, value]) => `${key}=${String(value)}`);
  return formatList(values, values.length);
}

/** Refuses options that --resume would not heed: a study is resumed as it was started. */
function refuseChanges(given: readonly string[]): void {
  const unheeded = ["profile", "data", "external", "seed", "set"].filter((name) => given.includes(name));
  if (unheeded.length > 0)
    fail(
      "resume a study",
      `${formatList(unheeded.map((name) => `--${name}`))} beside --resume`,
      "--out alone, which says how the study was started",
      "Leave --resume out: the same command as before resumes, and a changed setting redoes what depends on it.",
    );
}

function resumeStudy(folder: string | undefined): Pick<StudyOptions, "request" | "folder"> {
  if (folder === undefined)
    return fail(
      "resume a study",
      "no --out",
      "the study's folder",
      "Add --out outputs/study-quick-phantom, for example.",
    );
  const { request } = readJson<Study>(join(folder, "study.json"), "Start the study without --resume first.");
  return { request, folder };
}
