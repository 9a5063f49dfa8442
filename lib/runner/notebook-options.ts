import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  definitions,
  fail,
  listed,
  nearest,
  profiles,
  root,
  settings,
  type Key,
  type Profile,
  type RunParameters,
} from "../core";
import { commandLine } from "./flags";
import { parameter, parameterNames, type Notebook } from "./inject-parameters";

/** What `npm run notebooks -- ...` was asked for. */
export interface RunnerOptions {
  /** Names without .ipynb, in order. */
  readonly notebooks: readonly string[];
  readonly parameters: RunParameters;
  /** More values for the parameters cells, by name. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** All notebooks of the main line, by name. */
export function notebookNames(): string[] {
  return readdirSync(join(root(), "notebooks"))
    .filter((f) => f.endsWith(".ipynb"))
    .map((f) => f.slice(0, -6))
    .sort();
}

const flags = {
  profile: { type: "string" },
  data: { type: "string" },
  out: { type: "string" },
  seed: { type: "string" },
  set: { type: "string", multiple: true },
  parameter: { type: "string", multiple: true },
  help: { type: "boolean" },
} as const;

/**
 * Reads the runner's command line.
 * @returns undefined when only --help was asked for (and printed)
 * @throws InputError for unknown options, notebooks, settings; wrong values; a data folder that is not there
 */
export function runnerOptions(
  args: readonly string[],
  profile: Profile = "quick",
): RunnerOptions | undefined {
  const { values, positionals } = commandLine(
    { args: [...args], options: flags, allowPositionals: true },
    "npm run notebooks",
  );
  if (values.help === true) {
    console.log(help());
    return undefined;
  }
  const chosen = (values.profile ?? profile) as Profile;
  const set = Object.fromEntries((values.set ?? []).map(assignment));
  settings(chosen, set); // refuses what is wrong before anything runs
  const seed = Number(values.seed ?? 1);
  if (!Number.isSafeInteger(seed))
    fail("use --seed", `"${values.seed}"`, "a whole number", "Give --seed 1, for example.");
  const notebooks = chosenNotebooks(positionals);
  return {
    notebooks,
    values: parameterValues(values.parameter ?? [], notebooks),
    parameters: {
      profile: chosen,
      data: dataFolder(values.data ?? "phantom"),
      seed,
      out: values.out === undefined ? undefined : resolve(values.out),
      set,
    },
  };
}

/** A setting as it is typed: `key=value`. */
export function assignment(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) fail("use --set", `"${text}"`, "key=value", "Write --set gan.epochs=60, for example.");
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function parameterValues(given: readonly string[], notebooks: readonly string[]): Record<string, unknown> {
  const options = Object.keys(flags);
  const names = notebooks
    .flatMap((name) =>
      parameterNames(
        JSON.parse(readFileSync(join(root(), "notebooks", `${name}.ipynb`), "utf8")) as Notebook,
      ),
    )
    .filter((name) => !options.includes(name) && name !== "source"); // those have options of their own
  const values = given.map(parameter);
  for (const [name] of values)
    if (!names.includes(name))
      fail(
        "use --parameter",
        `"${name}"`,
        names.length > 0 ? listed(names, 9) : "a name that you have added to a parameters cell",
        "Profile, data, seed, settings and folder have options of their own.",
      );
  return Object.fromEntries(values);
}

/** The data folder of the command line, which must exist; or "phantom". */
export function dataFolder(data: string): string {
  if (data === "phantom") return data;
  const folder = resolve(data);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    fail(
      "read the data",
      `${folder} is no folder`,
      '"phantom" or a folder of images',
      "Check the path given with --data.",
    );
  return folder;
}

function chosenNotebooks(wanted: readonly string[]): string[] {
  const names = notebookNames();
  if (wanted.length === 0) return names;
  const chosen = wanted.map((w) => {
    const plain = w.replace(/^.*\//, "").replace(/\.ipynb$/, "");
    return (
      names.find((n) => n === plain || n.split("-")[0] === plain.padStart(2, "0")) ??
      fail("choose notebooks", `"${w}"`, listed(names, 9), `Nearest: ${nearest(plain, names)}.`)
    );
  });
  return names.filter((n) => chosen.includes(n));
}

function help(): string {
  const rows = (Object.keys(definitions) as Key[]).map((key) => {
    const d = definitions[key];
    const range =
      d.kind === "choice"
        ? d.choices.join(" | ")
        : d.kind === "text"
          ? "text"
          : `${d.range[0]} .. ${d.range[1]}`;
    return `  ${key.padEnd(26)}${d.values.map((v) => String(v).padEnd(14)).join("")}${range.padEnd(24)}${d.about}`;
  });
  return `npm run notebooks -- [01 02 ...] [options]      executes the notebooks headlessly, all five when none is named

  --profile ${profiles.join("|")}   how much of the paper (default quick)
  --data phantom|FOLDER          the embedded phantom, or labelled images (data/README.md)
  --out FOLDER                   where results go (default outputs/PROFILE-DATA)
  --seed N                       default 1
  --set key=value                one setting; may be given several times
  --parameter name=value         a value that you have added to a parameters cell; may be given several times

  ${"setting".padEnd(26)}${profiles.map((p) => p.padEnd(14)).join("")}${"range".padEnd(24)}meaning
${rows.join("\n")}`;
}
