import { join } from "node:path";
import { countOf, displayPath, duration, fail, openRun, range } from "../../core";
import { dataSource, defaultDataSource } from "../../data/data-source";
import { randomImages } from "../../data/random-images";
import { read } from "../../data/read";
import type { ReadingRow } from "../../data/reading-row";
import { contactSheet } from "../../figures/contact-sheet";
import { wrapText } from "../../figures/figure";
import { show } from "../../figures/show";
import { flags, readCommandLine, type Command } from "../flags";

const command = {
  name: "npm run data",
  words: "[FOLDER]",
  about: "says how a folder of images is read, and draws random images of each class; trains nothing",
  flags: ["data", "set", "seed", "out"],
  more: () =>
    `FOLDER is the same as --data FOLDER. The settings are those named data.*: npm run notebooks -- --help`,
} as const satisfies Command<"data" | "set" | "seed" | "out">;

/**
 * `npm run data -- FOLDER`: the table of what is read and what decided it, as notebook 01 shows it, without a run; and a
 * contact sheet in the output folder.
 *
 * @returns the process' exit code
 * @throws InputError for whatever is wrong with the folder, naming the files and the remedy
 */
export async function main(args: readonly string[]): Promise<number> {
  const line = readCommandLine(command, args);
  if (line === undefined) return 0;
  const data = oneFolder(line.words, line.values.data);
  const { seed = 1, set = [], out = join("outputs", `data-${dataSource(data).name}`) } = line.values;
  const run = openRun({ profile: "quick", data, seed, out, set: Object.fromEntries(set) });
  const began = Date.now();
  const dataset = await read(run);
  const took = duration((Date.now() - began) / 1000);
  console.log(`${dataset.name}: ${countOf(dataset.slices.length, "image")} read in ${took}\n`);
  console.log(readingText(dataset.reading, process.stdout.columns ?? 120));
  console.log("");
  await show(run, contactSheet(randomImages(dataset, run), { n: dataset.slices.length }));
  console.log(`contact sheet: ${displayPath(run.path("figures", "01-contact-sheet.png"))}`);
  return 0;
}

/** The one folder that is given, as a word or by --data; the phantom without. */
function oneFolder(words: readonly string[], option: string | undefined): string {
  if (words.length + (option === undefined ? 0 : 1) > 1)
    fail(
      "read the command line",
      `several folders: ${[...words, ...(option === undefined ? [] : [option])].join(" and ")}`,
      "one",
      "Put a path that holds spaces in quotes.",
    );
  return option ?? flags.data.read(words[0] ?? defaultDataSource);
}

/**
 * What was read, in three columns whose texts are wrapped.
 * @param width of the whole, letters
 */
export function readingText(rows: readonly ReadingRow[], width: number): string {
  const widths = [17, 32];
  const last = Math.max(30, width - 49);
  return rows
    .flatMap(({ what, value, how }) => {
      const cells = [[what], wrapText(value, widths[1]! - 2), wrapText(how, last)];
      return range(Math.max(...cells.map((lines) => lines.length))).map((i) =>
        cells.map((lines, k) => (lines[i] ?? "").padEnd(widths[k] ?? 0)).join(""),
      );
    })
    .map((text) => text.trimEnd())
    .join("\n");
}
