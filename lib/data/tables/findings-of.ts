/** Findings of each cell of a column in which some cells hold several; undefined for a column of single values. */
export function findingsOf(cells: readonly string[]): readonly (readonly string[])[] | undefined {
  const listed = cells.map((cell) => parts(cell, /[|;\n]/));
  if (listed.some((findings) => findings.length > 1)) return listed;
  const known = new Set(cells.map(plainFinding));
  const holds = (cell: string, marks: RegExp, isEnough: (known: number, all: number) => boolean): boolean => {
    if (/^\d+,0+$/.test(cell)) return false; // 1,0 is 1
    const findings = parts(cell, marks);
    const own = findings.filter((one) => known.has(plainFinding(one)) && /\p{L}|^\d+$/u.test(one));
    return findings.length > 1 && isEnough(own.length, findings.length);
  };
  const areWords = (cell: string): boolean => parts(cell, joining).every((one) => /\p{L}{2}/u.test(one));
  const ways = [
    (cell: string) => holds(cell, joining, (own, all) => own === all || (own > 0 && areWords(cell))),
    (cell: string) => holds(cell, loose, (own, all) => own === all) && /\p{L}{2}/u.test(cell),
  ];
  const at = ways.findIndex((isList) => cells.some(isList));
  return at < 0 ? undefined : cells.map((cell) => parts(cell, at === 0 ? joining : loose));
}

/** Between two findings, of which one stands alone in another cell: `edema, mass`, `edema and mass`, `0 3`. */
const joining = /[,/+&\\]|[\s_]+(?:and|und|et|y|e|plus)[\s_]+|(?<=^[\d\s]*\d)\s+(?=\d[\d\s]*$)/iu;
/** Between two findings, both of which stand alone in other cells: `edema with mass`, `edema-mass`, `edema_mass`. */
const loose = /[,/+&\\_-]|\s+(?:and|und|et|y|e|plus|with|w\/|mit|con|avec|as well as|sowie)\s+/iu;

/**
 * What a class's name is joined of, for a note: `edema, mass`, `edema and mass`, `1-2`; one part where it is not joined.
 * @returns by the marks between, those first that hardly stand in one name
 */
export function partsOfName(name: string): readonly (readonly string[])[] {
  return [joining, loose, /\s+/].map((marks) => parts(name, marks));
}

/** `A|B`, or `['A', 'B']`, as A and B. */
function parts(cell: string, marks: RegExp): string[] {
  const list = /^\[(.*)\]$/s.exec(cell)?.[1];
  const found =
    list === undefined
      ? cell.split(marks)
      : list.split(",").map((one) => one.trim().replace(/^(['"])(.*)\1$/, "$2"));
  return found.map((one) => one.trim()).filter((one) => one !== "");
}

/** A finding without case; a line under a space: `Pleural_Thickening`. */
export function plainFinding(finding: string): string {
  return finding
    .trim()
    .replace(/[\s_]+/g, " ")
    .toLowerCase();
}
