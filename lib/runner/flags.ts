import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { fail, formatList, nearestName, profiles, range, type Profile } from "../core";
import { dataSource, dataSourceHelp, defaultDataSource } from "../data/data-source";
import { parseParameter } from "./inject-parameters";

const engines = ["local", "ray"] as const;

/** An option of a command line. */
interface Flag<T> {
  /** Its value as the help names it; absent: a switch. */
  readonly value?: string;
  readonly about: string;
  /** May be given several times. */
  readonly isRepeated?: true;
  /** @throws InputError for a text that is no value of it */
  readonly read: (text: string) => T;
}

/** The options of all commands: their parsing, help and errors come from these rows. */
export const flags = {
  profile: { value: profiles.join("|"), about: "how much of the paper (default quick)", read: readProfile },
  data: {
    value: dataSourceHelp.forms,
    about: `${dataSourceHelp.meaning} (default ${defaultDataSource})`,
    read: readDataLocation,
  },
  external: {
    value: dataSourceHelp.forms,
    about:
      "other images with the same classes, on which every finished arm is judged (the setting data.external)",
    read: readDataLocation,
  },
  out: {
    value: "FOLDER",
    about:
      "where results go (default outputs/PROFILE-DATA, of a study outputs/study-PROFILE-DATA, of npm run data outputs/data-DATA)",
    read: (text: string) => resolve(text),
  },
  seed: {
    value: "N",
    about: "the same seed gives the same results (default 1)",
    read: wholeNumber("--seed", Number.MIN_SAFE_INTEGER),
  },
  set: {
    value: "key=value",
    about: "a setting: gan.epochs=60; may be given several times",
    isRepeated: true,
    read: readSetting,
  },
  parameter: {
    value: "name=value",
    about: "a value that you have added to a parameters cell; may be given several times",
    isRepeated: true,
    read: parseParameter,
  },
  processes: {
    value: "N",
    about: "trainings at a time, one thread each (default: one per processor)",
    read: wholeNumber("--processes", 1),
  },
  engine: {
    value: engines.join("|"),
    about: "what runs the trainings: processes of this machine, or a Ray cluster (default local)",
    read: readEngine,
  },
  address: {
    value: "HOST:PORT",
    about: "head of the Ray cluster (default: one of this machine, for the time of the command)",
    read: readAddress,
  },
  "max-trials": {
    value: "N",
    about: "trainings at a time on Ray (default: as many as it has processors for)",
    read: wholeNumber("--max-trials", 1),
  },
  hours: {
    value: "H",
    about:
      "ends after so many hours with the answer of what is finished; 0.5 is half an hour (default: all of it)",
    read: readHours,
  },
  studies: { value: "N", about: "studies of the trial (default 40)", read: wholeNumber("--studies", 2) },
  images: { value: "N", about: "images of each study (default 200)", read: wholeNumber("--images", 40) },
  unbalanced: { about: "draws each study's images whatever their class, not as many of each", read: Boolean },
  plan: { about: "prints the trainings, their time, and the gain the study could detect", read: Boolean },
  nodes: {
    value: "N",
    about: "with --plan: how long it would take on so many machines like this one (default 1)",
    read: wholeNumber("--nodes", 1),
  },
  resume: { about: "resumes the study in --out as it was started", read: Boolean },
  peers: { about: "measures the same work by Python's libraries, in turns", read: Boolean },
  json: {
    value: "FILE",
    about: "writes the results into a file, too",
    read: (text: string) => resolve(text),
  },
  draws: {
    value: "FROM-TO",
    about: "draws of training data (default 1-13)",
    read: readDraws,
  },
  only: {
    value: "NAME;NAME",
    about: "generators by name, separated by semicolons (default all)",
    read: (text: string) => text.split(";").map((name) => name.trim()),
  },
  table: { about: "trains nothing: the tables of what is there", read: Boolean },
  stored: { about: "trains nothing: the table of what earlier commands have trained", read: Boolean },
  rounds: {
    value: "N",
    about: "measurements per row, at most (default 8)",
    read: wholeNumber("--rounds", 1),
  },
  user: { about: "agrees that it writes into your own Jupyter folder, outside this one", read: Boolean },
  replace: { about: "replaces a kernel of this name that is not this folder's", read: Boolean },
  help: { about: "prints this", read: Boolean },
} as const satisfies Readonly<Record<string, Flag<unknown>>>;

type FlagName = keyof typeof flags;
type Value<N extends FlagName> = ReturnType<(typeof flags)[N]["read"]>;
/** The values of some flags; those that were not given are absent. */
export type FlagValues<N extends FlagName> = {
  readonly [K in N]?: (typeof flags)[K] extends { isRepeated: true } ? readonly Value<K>[] : Value<K>;
};

/** A command and its options. */
export interface Command<N extends FlagName> {
  /** As it is typed: `npm run study`. */
  readonly name: string;
  /** Arguments besides options, as the help names them; absent: none. */
  readonly words?: string;
  /** Its purpose, in half a line. */
  readonly about: string;
  readonly flags: readonly N[];
  /** Text of the help below the options. */
  readonly more?: () => string;
}

/**
 * Reads a command line.
 * @returns values of its flags and the other words; undefined when --help was asked for (and printed)
 * @throws InputError for unknown options, with the nearest one's name, and for wrong values
 */
export function readCommandLine<N extends FlagName>(
  command: Command<N>,
  args: readonly string[],
): { readonly values: FlagValues<N>; readonly words: readonly string[] } | undefined {
  const { values, positionals } = parse(command, args);
  if (values["help"] !== undefined) {
    console.log(helpText(command));
    return undefined;
  }
  const read = Object.entries(values).map(([name, given]) => {
    const flag: Flag<unknown> = flags[name as FlagName];
    return [
      name,
      Array.isArray(given) ? given.map((text) => flag.read(String(text))) : flag.read(String(given)),
    ];
  });
  return { values: Object.fromEntries(read) as FlagValues<N>, words: positionals };
}

function parse(command: Command<FlagName>, args: readonly string[]) {
  const names: readonly FlagName[] = [...command.flags, "help"];
  const options = Object.fromEntries(
    names.map((name) => {
      const flag: Flag<unknown> = flags[name];
      const type = flag.value === undefined ? "boolean" : "string";
      return [name, { type, multiple: flag.isRepeated === true } as const];
    }),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: command.words !== undefined });
  } catch (error) {
    const typed = names.map((name) => `--${name}`);
    const wrong = /'(--?[^' ]+)/.exec(String(error))?.[1] ?? "";
    const found = error instanceof Error ? (error.message.split(/\.\s/)[0] ?? "") : String(error);
    const { value } = names.includes(wrong.slice(2) as FlagName)
      ? (flags[wrong.slice(2) as FlagName] as Flag<unknown>)
      : {};
    if (value !== undefined)
      fail(`use ${wrong}`, found, `${wrong} ${value}`, `What begins with a dash follows "=": ${wrong}=-1.`);
    return fail(
      "read the command line",
      found,
      formatList(typed, typed.length),
      `Nearest: ${nearestName(wrong, typed)}. All options: ${command.name} -- --help`,
    );
  }
}

/** The help of a command: one line per option. */
export function helpText({ name, words, about, flags: names, more }: Command<FlagName>): string {
  const rows = [...names, "help" as const].map((flag) => {
    const { value = "", about }: Flag<unknown> = flags[flag];
    return `  ${`--${flag} ${value}`.padEnd(30)} ${about}`;
  });
  const usage = `${name} -- ${words === undefined ? "" : `${words} `}[options]      ${about}`;
  return [usage, "", ...rows, ...(more ? ["", more()] : [])].join("\n");
}

function readProfile(text: string): Profile {
  return (
    profiles.find((profile) => profile === text) ??
    fail("use --profile", `"${text}"`, profiles.join(", "), `Nearest: ${nearestName(text, profiles)}.`)
  );
}

function readEngine(text: string): (typeof engines)[number] {
  return (
    engines.find((engine) => engine === text) ??
    fail("use --engine", `"${text}"`, engines.join(" or "), "Give --engine ray, for example.")
  );
}

function readAddress(text: string): string {
  return /^[^\s:]+:\d+$/.test(text)
    ? text
    : fail("use --address", `"${text}"`, "HOST:PORT", "Give --address 10.0.0.1:6379, for example.");
}

function readSetting(text: string): readonly [key: string, value: string] {
  const at = text.indexOf("=");
  if (at < 1) fail("use --set", `"${text}"`, "key=value", "Write --set gan.epochs=60, for example.");
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** `4-6` or `4` as 4, 5, 6 or 4. */
function readDraws(text: string): readonly number[] {
  const [, from = "", to = from] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const draws = from === "" ? [] : range(Number(to) - Number(from) + 1).map((i) => Number(from) + i);
  return draws.length > 0 && Number(from) > 0
    ? draws
    : fail("use --draws", `"${text}"`, "numbers from 1", "Give --draws 4-13, for example.");
}

function readHours(text: string): number {
  const hours = Number(text);
  return text.trim() !== "" && Number.isFinite(hours) && hours > 0
    ? hours
    : fail("use --hours", `"${text}"`, "a number above 0", "Give --hours 2, for example.");
}

/** The data source seen from the working folder; it must exist. */
function readDataLocation(given: string): string {
  const source = dataSource(given, process.cwd());
  source.assertExists();
  return source.location;
}

function wholeNumber(flag: string, lowest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    return text.trim() !== "" && Number.isSafeInteger(value) && value >= lowest
      ? value
      : fail(
          `use ${flag}`,
          `"${text}"`,
          lowest === Number.MIN_SAFE_INTEGER ? "a whole number" : `a whole number from ${lowest}`,
          `Give ${flag} ${Math.max(1, lowest)}, for example.`,
        );
  };
}
