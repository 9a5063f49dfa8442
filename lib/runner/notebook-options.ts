import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  settingDefinitions,
  fail,
  formatList,
  nearestName,
  profiles,
  root,
  resolveSettings,
  type SettingKey,
  type Profile,
  type RunParameters,
} from "../core";
import { defaultDataSource } from "../data/data-source";
import { readCommandLine, type Command } from "./flags";
import { parameterNames, type Notebook } from "./inject-parameters";
import { relatedFolder } from "../report/related-sections";

/** Options of `npm run notebooks`. */
export interface NotebookOptions {
  /** Names without .ipynb, in order; those of notebooks/related, `related/NAME`, after the five. */
  readonly notebooks: readonly string[];
  readonly parameters: RunParameters;
  /** More values for the parameters cells, by name. */
  readonly values: Readonly<Record<string, unknown>>;
}

const command = {
  name: "npm run notebooks",
  words: "[01 02 ... related related/NAME]",
  about:
    "executes the notebooks headlessly, all five when none is named; related: those of notebooks/related",
  flags: ["profile", "data", "external", "out", "seed", "set", "parameter"],
  more: settingsTable,
} as const satisfies Command<"profile" | "data" | "external" | "out" | "seed" | "set" | "parameter">;

/**
 * Reads the command line of `npm run notebooks`.
 * @returns undefined when only --help was asked for (and printed)
 * @throws InputError for unknown options, notebooks, settings; wrong values; a data folder that is not there
 */
export function notebookOptions(
  args: readonly string[],
  defaultProfile: Profile = "quick",
): NotebookOptions | undefined {
  const line = readCommandLine(command, args);
  if (line === undefined) return undefined;
  const {
    profile = defaultProfile,
    data = defaultDataSource,
    seed = 1,
    out,
    set = [],
    parameter = [],
    external,
  } = line.values;
  const changes = {
    ...Object.fromEntries(set),
    ...(external !== undefined && { "data.external": external }),
  };
  resolveSettings(profile, changes); // refuses what is wrong before anything runs
  const notebooks = chooseNotebooks(line.words);
  return {
    notebooks,
    values: parameterValues(parameter, notebooks),
    parameters: { profile, data, seed, out, set: changes },
  };
}

/** All notebooks of the main line, by name. */
export function notebookNames(): string[] {
  return namesIn("notebooks");
}

/** The notebooks of the systems that the paper stands on: `related/NAME`. */
export function relatedNames(): string[] {
  return namesIn("notebooks", "related").map((name) => `${relatedFolder}${name}`);
}

function namesIn(...folder: string[]): string[] {
  return readdirSync(join(root(), ...folder))
    .filter((f) => f.endsWith(".ipynb"))
    .map((f) => f.slice(0, -6))
    .sort();
}

function chooseNotebooks(wanted: readonly string[]): string[] {
  const [main, related] = [notebookNames(), relatedNames()];
  const names = [...main, ...related];
  if (wanted.length === 0) return main;
  const chosen = wanted.flatMap((w) => {
    const plain = w.replace(/^(.*\/)?notebooks\/|^\.\//, "").replace(/\/$|\.ipynb$/, "");
    if (`${plain}/` === relatedFolder) return related;
    return (
      names.find((n) => n === plain || n.split("-")[0] === plain.padStart(2, "0")) ??
      fail(
        "choose notebooks",
        `"${w}"`,
        formatList([...names, "related"], names.length + 1),
        `Nearest: ${nearestName(plain, names)}.`,
      )
    );
  });
  return names.filter((n) => chosen.includes(n));
}

/** Parameters that have options of their own. */
const ownOptions = new Set<string>([...command.flags, "source"]);

function parameterValues(
  given: readonly (readonly [name: string, value: unknown])[],
  notebooks: readonly string[],
): Record<string, unknown> {
  const file = (name: string): string => join(root(), "notebooks", `${name}.ipynb`);
  const names = notebooks
    .flatMap((name) => parameterNames(JSON.parse(readFileSync(file(name), "utf8")) as Notebook))
    .filter((name) => !ownOptions.has(name));
  for (const [name] of given)
    if (!names.includes(name))
      fail(
        "use --parameter",
        `"${name}"`,
        names.length > 0 ? formatList(names, 9) : "a name that you have added to a parameters cell",
        "Profile, data, seed, settings and folder have options of their own.",
      );
  return Object.fromEntries(given);
}

function settingsTable(): string {
  const line = (key: string, values: readonly string[], range: string, about: string): string =>
    `  ${cell(key, 26)}${values.map((value) => cell(value, 14)).join("")}${cell(range, 24)}${about}`;
  const rows = (Object.keys(settingDefinitions) as SettingKey[]).map((key) => {
    const { values, about } = settingDefinitions[key];
    return line(key, values.map(String), rangeOf(key), about);
  });
  return [line("setting", profiles, "range", "meaning"), ...rows].join("\n");
}

/** A cell of a table: where its text is wider, a gap of two still parts it from the next. */
function cell(text: string, width: number): string {
  return `${text.padEnd(width - 2)}  `;
}

function rangeOf(key: SettingKey): string {
  const definition = settingDefinitions[key];
  if (definition.kind === "choice") return definition.choices.join(" | ");
  return definition.kind === "text" ? "text" : definition.range.join(" .. ");
}
