import { fail } from "../../core";
import { columnCalled, valuesAt } from "./column-called";
import { isIdHeading, isOtherHeading } from "./heading-words";
import type { ImageFinder } from "./image-finder";
import { imageName } from "./image-name";
import { asNumber, plainHeading, type Table } from "./parse-table";

/**
 * The column whose cells name images, or that `data.idColumn` names.
 * @returns undefined where no column does
 * @throws InputError when two columns do but differ, or the first line is no line of headings
 */
export function idColumnOf(file: string, table: Table, find: ImageFinder, idColumn = ""): number | undefined {
  const { headings } = table;
  const id = idColumn === "" ? idOf(file, table, find) : columnCalled(headings, idColumn);
  if (id === undefined) return undefined;
  if (find(headings[id]!).files.length > 0 || imageName.test(headings[id]!))
    refuseHeadless(file, `its first line names an image, ${headings[id]!}`);
  refuseTwins(file, table, id);
  return id;
}

/** Refuses a table without a line of headings. */
export function refuseHeadless(file: string, found: string): never {
  return fail(`read ${file}`, found, "a line of headings", "Put a line such as  id,label  above it.");
}

/** Refuses a column beside another of the same heading whose cells differ. */
export function refuseTwins(file: string, { headings, rows }: Table, at: number): void {
  const twin = headings.findIndex(
    (heading, other) =>
      other !== at &&
      plainHeading(heading) === plainHeading(headings[at]!) &&
      rows.some(({ cells }) => cells[other] !== cells[at]),
  );
  if (twin >= 0)
    fail(
      `read ${file}`,
      `two different columns are called "${headings[at]!}"`,
      "one column of each name",
      "Give one of them another heading.",
    );
}

/** The column whose cells name most images, most plainly; of equal ones that which is called as ids are. */
function idOf(file: string, table: Table, find: ImageFinder): number | undefined {
  const names = table.headings.map(plainHeading);
  const isName = (at: number): boolean =>
    names.length === 2 || valuesAt(table, at).some((cell) => Number.isNaN(asNumber(cell)));
  const scores = names.map((name, at) => {
    const weights = new Map<string, number>();
    for (const cell of new Set(valuesAt(table, at))) {
      const { files, weight } = find(cell);
      for (const file of files) weights.set(file, weight);
    }
    const score = [...weights.values()].reduce((total, weight) => total + weight, 0);
    return { at, isCalled: isIdHeading(name), score, found: weights.size };
  });
  const different = (at: number): number => new Set(valuesAt(table, at)).size;
  const fit = scores.filter(
    ({ at, isCalled, found }) =>
      isCalled || ((!isOtherHeading(names[at]!) || isName(at)) && found > 2 && 2 * found >= different(at)),
  );
  const rank = ({ score, isCalled, at }: (typeof fit)[number]): number[] => [score, isCalled ? 1 : 0, -at];
  fit.sort(
    (a, b) =>
      rank(b)
        .map((value, i) => value - rank(a)[i]!)
        .find((difference) => difference !== 0) ?? 0,
  );
  const [best, next] = fit;
  const files = scores.filter(
    ({ at }) => at !== best?.at && valuesAt(table, at).every((cell) => imageName.test(cell)),
  );
  if (best && files.length > 0 && valuesAt(table, best.at).every((cell) => /^\d+$/.test(cell))) {
    const [named] = files.filter(({ found }) => found >= best.found);
    return named ? named.at : refuseNumbers(file, table, best.at, files[0]!.at);
  }
  if (
    best &&
    next &&
    best.score === next.score &&
    best.isCalled === next.isCalled &&
    !isSameId(table, best.at, next.at, find)
  )
    fail(
      `tell the id column of ${file}`,
      `"${table.headings[best.at]!}" and "${table.headings[next.at]!}" both name images, but not the same ones`,
      "one column of ids",
      `Name it: --set "data.idColumn=${table.headings[best.at]!}" if it is that one.`,
    );
  return best?.at;
}

/** Refuses running numbers as ids beside a column of file names that are not there: they may meet images by chance. */
function refuseNumbers(file: string, { headings }: Table, numbers: number, files: number): never {
  return fail(
    `tell the id column of ${file}`,
    `"${headings[numbers]!}" holds numbers that fit images, but "${headings[files]!}" names files, most of which are not there`,
    "one column of ids",
    `Correct the names, or choose the numbers: --set "data.idColumn=${headings[numbers]!}".`,
  );
}

/** Whether two columns name the same image in every row. */
function isSameId(table: Table, a: number, b: number, find: ImageFinder): boolean {
  return table.rows.every(({ cells }) => find(cells[a]!).files.join() === find(cells[b]!).files.join());
}
