import { parseArgs, type ParseArgsConfig } from "node:util";
import { fail, listed, nearest } from "../core";

/**
 * Reads a command line by its options.
 * @param command what to type for all options: `npm run study`
 * @throws InputError that names the nearest option
 */
export function commandLine<const C extends ParseArgsConfig>(
  config: C,
  command: string,
): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const word = /'(--?[^' ]+)/.exec(String(error))?.[1] ?? "";
    const names = Object.keys(config.options ?? {}).map((f) => `--${f}`);
    return fail(
      "read the command line",
      error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error),
      listed(names, 9),
      `Nearest: ${nearest(word, names)}. All options: ${command} -- --help`,
    );
  }
}
