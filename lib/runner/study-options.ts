import { basename, join, resolve } from "node:path";
import { cpus } from "node:os";
import { fail, readJson, root, type Profile } from "../core";
import { studyFolder, studySettings, type Study, type StudyRequest } from "../study";
import { commandLine } from "./flags";
import { assignment, dataFolder } from "./notebook-options";

/** What `npm run study -- ...` was asked for. */
export interface StudyOptions {
  readonly request: StudyRequest;
  readonly folder: string;
  /** Only say how large it is. */
  readonly plan: boolean;
  readonly processes: number;
}

const flags = {
  profile: { type: "string" },
  data: { type: "string" },
  out: { type: "string" },
  seed: { type: "string" },
  set: { type: "string", multiple: true },
  processes: { type: "string" },
  plan: { type: "boolean" },
  resume: { type: "boolean" },
  help: { type: "boolean" },
} as const;

const help = `npm run study -- [options]      does augmentation help? Repeated folds that keep patients together, every arm in each

  --profile smoke|quick|paper   quick: 5 folds, small networks, minutes; paper: 5 folds x 10 repeats, days (default quick)
  --data DIR|phantom            a folder of labelled images, or the embedded phantom (default phantom)
  --out DIR                     the study's folder (default outputs/study-PROFILE-DATA)
  --seed N                      (default 1)
  --set key=value               a setting: study.repeats=3, gan.epochs=300; all of them: npm run notebooks -- --help
  --processes N                 trainings at a time, one thread each (default: one a processor)
  --plan                        prints the number of trainings, their time, and what the study could tell; trains nothing
  --resume                      goes on with the study in --out as it was asked for then

Stopped and asked for again, a study goes on: no finished training is done twice, and a changed setting redoes only
what depends on it.`;

/**
 * Reads the study's command line.
 * @returns undefined when only --help was asked for (and printed)
 * @throws InputError for unknown options and settings, wrong values, a data folder or study that is not there
 */
export function studyOptions(args: readonly string[]): StudyOptions | undefined {
  const values = commandLine(
    { args: [...args], options: flags, allowPositionals: false },
    "npm run study",
  ).values;
  if (values.help === true) {
    console.log(help);
    return undefined;
  }
  const rest = {
    plan: values.plan === true,
    processes: wholeNumber("--processes", values.processes, cpus().length),
  };
  if (values.resume === true) return { ...resumed(values.out), ...rest };
  const profile = (values.profile ?? "quick") as Profile;
  const set = Object.fromEntries((values.set ?? []).map(assignment));
  studySettings(profile, set); // refuses what is wrong before anything is read
  const data = dataFolder(values.data ?? "phantom");
  const dataName = data === "phantom" ? data : basename(data);
  const request = { profile, data, dataName, seed: wholeNumber("--seed", values.seed, 1), set };
  const folder =
    values.out === undefined ? studyFolder(join(root(), "outputs"), profile, dataName) : resolve(values.out);
  return { request, folder, ...rest };
}

function resumed(out: string | undefined): Pick<StudyOptions, "request" | "folder"> {
  if (out === undefined)
    fail(
      "resume a study",
      "no --out",
      "the study's folder",
      "Add --out outputs/study-quick-phantom, for example.",
    );
  const folder = resolve(out);
  const { request } = readJson<Study>(join(folder, "study.json"), "Start the study without --resume first.");
  return { request, folder };
}

function wholeNumber(flag: string, given: string | undefined, otherwise: number): number {
  const value = given === undefined ? otherwise : Number(given);
  if (!Number.isSafeInteger(value) || value < 0)
    fail(`use ${flag}`, `"${given}"`, "a whole number", `Give ${flag} 1, for example.`);
  return value;
}
