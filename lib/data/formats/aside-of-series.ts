import { dirname } from "node:path";

/** What scanners add to a series: what it is, and words of ImageType and of the series' description. */
const kinds: readonly (readonly [name: string, type: RegExp, series: RegExp])[] = [
  [
    "scouts",
    /(^|\\)(LOCALI[SZ]ER|SCOUT|TOPOGRAM|SURVIEW)(\\|$)/,
    /(^|[^a-z])(scouts?|topograms?|locali[sz]ers?|surviews?|scanograms?)([^a-z]|$)/i,
  ],
  [
    "dose reports and screen captures",
    /(^|\\)(DOSE\w*|[^\\]*(DOSE|PATIENT|EXAM)[ _](INFO|REPORT|PROTOCOL|SUMMARY)|(CT_SOM\d+ )?PROT(OCOL)?|SCREEN ?(SAVE|SHOT|CAPTURE))(\\|$)/,
    /dose ?(info|report|record|summary)|(patient|exam) ?protocol|screen ?(save|shot|capture)/i,
  ],
];

/**
 * What a DICOM image is that a scanner adds to a series and that is no slice of it, in the plural: "scouts".
 * @param begin its first bytes
 * @returns undefined for all others, and what cannot be told
 */
export function asideOfSeries(begin: Uint8Array): string | undefined {
  const text = Buffer.from(begin).toString("latin1");
  const [type, series] = [valueOf(text, "\x08", "CS"), valueOf(text, "\x3e\x10", "LO")];
  return kinds.find(([, types, words]) => types.test(type) || words.test(series))?.[0];
}

/** Text of an element of group 8 in a header's first bytes, explicit or implicit; "" where it is not there. */
function valueOf(text: string, element: string, kind: string): string {
  const tag = `\x08\0${element.padEnd(2, "\0")}`;
  const bigTag = `\0\x08${[...element.padEnd(2, "\0")].reverse().join("")}`;
  for (const [start, isBig] of [
    [tag, false],
    [bigTag, true],
  ] as const) {
    for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      const isExplicit = text.slice(at + 4, at + 6) === kind;
      const bytes = [...text.slice(at + (isExplicit ? 6 : 4), at + 8)].map((c) => c.charCodeAt(0));
      const length = (isBig ? bytes : bytes.reverse()).reduce((sum, byte) => 256 * sum + byte, 0);
      if (length < 1024 && length % 2 === 0) return text.slice(at + 8, at + 8 + length).trim();
    }
  }
  return "";
}

/** So many in one folder are a class of their own, no series'. */
const fewestOfClass = 10;

/**
 * Those of a set's DICOM images that scanners add to a series, where they lie beside slices of it: in their folder, or
 * few in a folder of their own beside those. A folder of many, such as a class of scouts, stays.
 *
 * @param kindOf what each DICOM image is (see `asideOfSeries`)
 */
export function asideInFolders(kindOf: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string> {
  const slices = [...kindOf].flatMap(([file, kind]) => (kind === undefined ? [dirname(file)] : []));
  const holding = new Set(slices);
  const around = new Set(slices.map(dirname));
  const found = [...kindOf].flatMap(([file, kind]) => (kind === undefined ? [] : [[file, kind] as const]));
  const counts = new Map<string, number>();
  for (const [file] of found) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return new Map(
    found.filter(([file]) => {
      const place = dirname(file);
      const isBeside = place !== "." && dirname(place) !== "." && around.has(dirname(place));
      return holding.has(place) || (isBeside && counts.get(place)! < fewestOfClass);
    }),
  );
}
