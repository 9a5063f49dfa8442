import { quoteForShell, displayPath } from "../core";
import { dataSource } from "../data/data-source";

/** Options of a command; undefined ones are its defaults. */
export interface GivenOptions {
  readonly profile: string;
  /** "phantom", or a folder. */
  readonly data: string;
  readonly seed: number;
  readonly out: string | undefined;
  /** Changed settings by dotted key. */
  readonly set: Readonly<Record<string, unknown>>;
}

/** A command to be copied into a shell: `npm run study -- --profile quick --data '/head ct' --seed 1`. */
export function commandLine(script: string, { profile, data, seed, out, set }: GivenOptions): string {
  return [
    `npm run ${script} -- --profile ${profile}`,
    dataSource(data).commandLineFlag(),
    `--seed ${seed}`,
    out === undefined ? "" : `--out ${quoteForShell(displayPath(out))}`,
    ...Object.entries(set).map(([key, value]) => `--set ${quoteForShell(`${key}=${String(value)}`)}`),
  ]
    .filter((text) => text !== "")
    .join(" ");
}
