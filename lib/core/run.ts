import { isAbsolute, join, resolve } from "node:path";
import { dataNameOf, isGeneratedName } from "./data-name";
import { fail } from "./errors";
import { root } from "./files";
import { resolveSettings } from "./resolve-settings";
import { settingDefinitions, type SettingKey, type Profile, type Settings } from "./settings";

/** Values of a notebook's parameters cell; those of the headless runner's command line override them. */
export interface RunParameters {
  readonly profile: Profile;
  /** The data source's location: "phantom", or a folder of images, absolute or as seen from the project's folder. */
  readonly data: string;
  readonly seed: number;
  /** The run folder; by default outputs/PROFILE-DATA. */
  readonly out?: string | undefined;
  /** Settings that differ from the profile's, by dotted key. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** One run: its folder, its seed and the value of every setting. */
export interface Run {
  readonly profile: Profile;
  /** The data source's location, as in `RunParameters`. */
  readonly data: string;
  readonly dataName: string;
  readonly seed: number;
  readonly folder: string;
  readonly settings: Settings;
  /** True when executed by the runner rather than by hand. */
  readonly headless: boolean;
  /** A file of the run folder. */
  path(...parts: string[]): string;
  /** The settings of some groups with their meaning, as rows of a table: `run.effective("data", "gan")`. */
  effective(...groups: string[]): { setting: string; value: string; meaning: string }[];
}

/** The variable by which the runner hands its command line to the notebooks' parameters cells. */
export const runParametersVariable = "GRAFT_RUN";

/**
 * Opens the run that a notebook works in; the first statement of every notebook.
 * @throws InputError for unknown profiles, settings, or a seed that is no whole number
 */
export function openRun(parameters: RunParameters): Run {
  const given = process.env[runParametersVariable];
  const p: RunParameters = given === undefined ? parameters : (JSON.parse(given) as RunParameters);
  const changes = p.set ?? {};
  const values = resolveSettings(p.profile, changes);
  if (!Number.isSafeInteger(p.seed))
    fail("open the run", `seed ${p.seed}`, "a whole number", "Give --seed 1, for example.");
  const dataName = dataNameOf(isGeneratedName(p.data) ? p.data : resolve(root(), p.data));
  const folder = resolve(root(), p.out ?? join("outputs", `${p.profile}-${dataName}`));
  return {
    profile: p.profile,
    data: p.data,
    dataName,
    seed: p.seed,
    folder,
    settings: values,
    headless: given !== undefined,
    path: (...parts) => join(folder, ...parts),
    effective: (...groups) =>
      (Object.keys(settingDefinitions) as SettingKey[])
        .filter((key) => groups.includes(key.split(".")[0] ?? ""))
        .map((key) => ({
          setting: key,
          value: String(values[key]) + (key in changes ? " (changed)" : ""),
          meaning: settingDefinitions[key].about,
        })),
  };
}

/** Anything JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Path of a folder given on the command line, for messages. */
export function displayPath(path: string): string {
  return isAbsolute(path) && path.startsWith(root()) ? path.slice(root().length + 1) : path;
}
