import { isClassName } from "../class-words";

/** A heading, and what it says of the values under it. */
export interface HeadingLegend {
  /** Without the legend: `Normal` of `Normal (0/1)`. */
  readonly name: string;
  /** The word for each value, both in lower case: hemorrhage for 0 of `label (0=hemorrhage, 1=normal)`; often empty. */
  readonly words: ReadonlyMap<string, string>;
  /** What stands in brackets and may be a legend of 0 or 1, but is not understood: `see sheet 1`. */
  readonly open?: string;
}

const answer =
  /^(\d{1,2}|[+-]|[ynmftjo]|yes|no|true|false|ja|nein|oui|non|si|s\u00ed|present|absent|bool(ean)?|binary|flag)$/i;
const span = /^\d+ ?(-|\u2013|\.\.|to|bis) ?\d+$/i;
const bracket = /^(.*?)[\s:;,_-]*[([{]([^()[\]{}]+)[)\]}]\s*\??\s*$/su;
/** `_Yes_No`, ` 0/1`, `_binary`; only behind a name, without brackets. */
const ending =
  /[\s_:,-]+(0[\s/_|,-]1|1[\s/_|,-]0|(yes|ja|oui)[\s/_|,-]+(no|nein|non)|y[\s/_|-]?n|true[\s/_|-]+false|binary|bool(ean)?)\??\s*$/iu;
const pair =
  /^(.+?)\s*(?:=+>?|:|->|\u2192|\bmeans\b|\bis\b|\bif\b|\b(?:stands )?for\b|(?<=^[+-]?\d{1,2}) (?=\p{L}))\s*(.+)$/iu;
const pairsBehind = /^(.*?)[\s:;,_-]+((?:[\w+-]+\s*=\s*[^=,;/|]+)(?:[,;/|]\s*[\w+-]+\s*=\s*[^=,;/|]+)*)$/su;

/**
 * Reads the legend that a heading holds: values in brackets (`Normal (0/1)`) say nothing and are cut off; pairs say what
 * each value means (`Hemorrhage (0=yes, 1=no)`, `label: normal=0, tumor=1`). Other brackets (`size (mm)`) stay.
 */
export function readLegend(heading: string): HeadingLegend {
  const whole = wordsOf(heading);
  if (whole && /=.*=/s.test(heading)) return { name: heading, words: whole };
  const { name, words, open } = readBrackets(heading);
  const behind = words.size === 0 ? pairsBehind.exec(name) : undefined;
  const pairs = behind ? wordsOf(behind[2]!) : undefined;
  if (behind && pairs) return { name: behind[1]!, words: pairs };
  const short = name.replace(ending, "");
  return { name: short === "" ? name : short, words, ...(open === undefined ? {} : { open }) };
}

/** The legend in brackets at a heading's end alone. */
export function readBrackets(heading: string): HeadingLegend {
  const none = { name: heading, words: new Map<string, string>() };
  const [, name = "", inside = ""] = bracket.exec(heading) ?? [];
  if (name === "") return none;
  const words = wordsOf(inside);
  if (words) return { name, words };
  const values = inside.split(/[,;/|]|\b(?:or|and|vs?|oder)\b/i).map((one) => one.trim());
  const isList = values.every((one) => answer.test(one) || span.test(one) || isClassName(one));
  if (isList) return { ...none, name };
  return /(?<![\w.])[01](?![\w.])/.test(inside) ? { ...none, open: inside } : none;
}

/** The pairs of a legend, values first; undefined where it is none. */
function wordsOf(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = text
    .split(/[,;/|]|\b(?:and|und)\b/i)
    .map((one) => pair.exec(one.trim().toLowerCase())?.slice(1, 3));
  if (pairs.some((one) => one === undefined)) return undefined;
  const told = pairs as [string, string][];
  const isValue = (text: string): boolean => /^[+-]?\d{1,2}$|^[a-z+-]$/.test(text);
  const isTurned = !told.every(([value]) => isValue(value)) && told.every(([, value]) => isValue(value));
  const turned = isTurned ? told.map(([word, value]) => [value, word] as const) : told;
  return turned.every(([value]) => isValue(value)) ? withOther(new Map(turned)) : undefined;
}

/** A legend of one of 0 and 1 (`1 = tumor`), with what the other one is. */
function withOther(words: Map<string, string>): ReadonlyMap<string, string> {
  const [[value, word] = ["", ""]] = [...words];
  if (words.size > 1 || (value !== "0" && value !== "1")) return words;
  const answers = new Map([
    ["yes", "no"],
    ["no", "yes"],
    ["true", "false"],
    ["false", "true"],
    ["present", "absent"],
    ["absent", "present"],
    ["positive", "negative"],
    ["negative", "positive"],
  ]);
  return words.set(value === "0" ? "1" : "0", answers.get(word) ?? `not ${word}`);
}

/** A heading's name in lower case; words that are written together, and say no or whose a 1 is, apart: `NoFinding` is "no_finding". */
export function plainName(name: string): string {
  const apart = name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, "_").toLowerCase();
  const parts = apart.split(/[^\p{L}\p{N}]+/u);
  const isSaid = parts.some(
    (part, i) => isClassName(part) || (i === 0 && /^(is|has|not?|non|without|absent|absence)$/.test(part)),
  );
  return isSaid || /[_-](free|neg|absent)$/.test(apart) ? apart : name.toLowerCase();
}
