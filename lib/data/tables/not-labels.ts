import { isAccepted, isExclusion } from "./is-rejected";

/** Numbers that statistics programs write for what is missing. */
const code = /^(-9+|[789]|7{2,}|8{2,}|9{2,})$/;
/** What says that classes are of the images themselves, beside `good` and the like. */
const state = /^(clean|clear|sharp|blur|motion|nois|art[ei]fact)/;

/**
 * Labels that stand for none beside others: 9, 99 and -9 beside 0 and 1 or 1 and 2, far from where these end; `excluded` and
 * `unusable`, unless others say that the classes are of quality.
 *
 * @param known the different labels, in lower case
 */
export function notLabels(known: ReadonlySet<string>): ReadonlySet<string> {
  const labels = [...known];
  const words = labels.filter(isExclusion);
  const isOfQuality =
    labels.length < words.length + 2 || labels.some((label) => isAccepted(label) || state.test(label));
  const rest = labels.filter((label) => !words.includes(label));
  return new Set([...codes(rest), ...(isOfQuality ? [] : words)]);
}

/** Numbers after a gap in a count from 0 or 1 on, and those below 0; none where the ten digits are classes. */
function codes(labels: readonly string[]): readonly string[] {
  const rest = labels.filter((label) => !code.test(label) && label !== "-1");
  if (rest.length < 2 || !isCount(rest)) return [];
  const sorted = labels.map(Number).sort((a, b) => a - b);
  const gap = sorted.findIndex((label, i) => i > 0 && sorted[i - 1]! >= 0 && label > sorted[i - 1]! + 2);
  const first = gap < 0 ? Infinity : sorted[gap]!;
  return labels.filter((label) => code.test(label) && (Number(label) < 0 || Number(label) >= first));
}

/** Whether labels count from 0 or 1 on without a gap. */
export function isCount(labels: readonly string[]): boolean {
  const sorted = labels.map(Number).sort((a, b) => a - b);
  return (sorted[0] === 0 || sorted[0] === 1) && sorted.every((label, i) => label === sorted[0]! + i);
}
