import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, nearestName, range, readJson, resolveSettings, root, writeJson } from "../../../core";
import { progressFile } from "../../../core/progress";
import { ready } from "../../../engine";
import { isRight } from "../../../evaluation/prediction";
import type { TrialResult } from "../../../study";
import { readCommandLine } from "../../flags";
import { judgeTruth, screeningDraws, type TruthScore } from "./judge-truth";
import type { GeneratorMeasures, OracleFidelity } from "./measure-generator";
import { openDraw } from "./open-draw";
import { runTruthTasks } from "./run-truth-tasks";
import { truthConfigurations, type TruthConfiguration } from "./truth-configurations";
import { generatorTable, truthTable } from "./truth-table";
import { truthTasks, type TruthTask } from "./truth-tasks";

const command = {
  name: "npm run bench -- truth",
  about: "do synthetic images help more than classical augmentation? Over fresh draws of training data",
  flags: ["draws", "only", "set", "json", "table"],
  more: () =>
    `Generators: ${truthConfigurations.map(({ name }) => name).join("; ")}; or none, for the arms without synthetic images alone.`,
} as const;

/**
 * `npm run bench -- truth [--draws 1-13] [--only "NAME;NAME"] [--set key=value] [--table] [--json FILE]`: whether an arm with
 * synthetic images is better than original+classical by more than its interval, on 2,000 fresh phantoms. Hours; results are
 * stored under .cache/truth by what they depend on, so it may be stopped and typed again, and several processes may each
 * have other draws.
 *
 * @returns 0 where such an arm was found, else 1
 * @throws InputError for other arguments
 */
export async function benchTruth(args: readonly string[]): Promise<number> {
  const line = readCommandLine(command, args);
  if (line === undefined) return 0;
  const { draws = range(13).map((i) => i + 1), only, set = [], table = false, json } = line.values;
  const configurations = only === undefined ? truthConfigurations : only.flatMap(findConfiguration);
  process.env[progressFile] ??= join("/", "dev", "null"); // trainings' own lines
  await ready();
  const folder = join(root(), ".cache/truth");
  const changes = Object.fromEntries(set);
  const tasks: TruthTask[] = [];
  for (const draw of draws)
    tasks.push(
      ...truthTasks(
        await openDraw(draw, resolveSettings("quick", changes), folder),
        configurations,
        changes,
        folder,
      ),
    );
  // what needs the oracle comes last: its training takes as long as several configurations
  const inOrder = [...tasks].sort((a, b) => Number(a.kind === "fidelity") - Number(b.kind === "fidelity"));
  if (!table) await runTruthTasks(inOrder, (text) => console.log(`truth: ${text}`));
  const scores = tasks.flatMap(scoreOf);
  const isScreening = ({ draw }: { readonly draw: number }): boolean => screeningDraws.includes(draw);
  const changed = set.map(([key, value]) => `${key}=${value}`).join(" ");
  console.log(`\nprofile quick${changed && ` with ${changed}`}`);
  const halves = [
    ["Screening draws, by which configurations may be chosen", scores.filter(isScreening)],
    ["Confirming draws", scores.filter((score) => !isScreening(score))],
  ] as const;
  for (const [title, own] of halves) if (own.length > 0) console.log(`\n${title}:\n\n${truthTable(own)}`);
  const measured = configurations.flatMap(({ name: configuration }) =>
    draws.flatMap((draw) => {
      const own = tasks.filter((task) => task.draw === draw && task.configuration === configuration);
      const measures = storedOf<GeneratorMeasures>(own, "measures");
      const oracle = storedOf<OracleFidelity>(own, "fidelity");
      return measures ? [{ draw, configuration, measures, oracle }] : [];
    }),
  );
  if (measured.length > 0) console.log(`\nThe generators, all draws:\n\n${generatorTable(measured)}`);
  const verdict = judgeTruth(scores);
  if (json !== undefined) writeJson(json, { scores, measured, verdict });
  console.log(`\n${verdict.sentence}`);
  return verdict.isFound ? 0 : 1;
}

/** The configuration of a name; of "none" none, so that only the arms without synthetic images are trained. */
function findConfiguration(name: string): readonly TruthConfiguration[] {
  if (name === "none") return [];
  const names = truthConfigurations.map((row) => row.name);
  const found = truthConfigurations.find((row) => row.name === name);
  if (found) return [found];
  return fail(
    "choose configurations",
    `--only "${name}"`,
    ["none", ...names].join("; "),
    `Nearest: ${nearestName(name, names)}.`,
  );
}

/** The accuracy of an arm that is finished. */
function scoreOf({ kind, draw, configuration, name, file }: TruthTask): TruthScore[] {
  if (kind !== "arm" || !existsSync(file)) return [];
  const { predictions } = readJson<TrialResult>(file, "Delete it and type the command again.");
  const own = predictions[0]?.predictions ?? [];
  return [{ draw, configuration, arm: name, accuracy: own.filter(isRight).length / own.length }];
}

/** The result of a configuration's task of a kind, where it is there. */
function storedOf<T>(tasks: readonly TruthTask[], kind: TruthTask["kind"]): T | undefined {
  const task = tasks.find((one) => one.kind === kind);
  if (!task || !existsSync(task.file)) return undefined;
  return readJson<T>(task.file, "Delete it and type the command again.");
}
