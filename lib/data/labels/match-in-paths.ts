import { fail, formatList } from "../../core/errors";

/** A setting that holds a regular expression on the paths of images. */
export interface PathPattern {
  /** The setting's name: "data.groupPattern". */
  readonly setting: string;
  readonly pattern: string;
  /** What is searched for: "the patient". */
  readonly sought: string;
  /** What to do instead, as a part of a sentence. */
  readonly otherwise: string;
}

/**
 * What a setting's regular expression finds in each path: the first bracket that took part in the match, or the whole
 * match where it has no bracket. An empty text is nothing found: it would be one name for many.
 *
 * @throws InputError when it is no regular expression, or finds nothing in some path
 */
export function matchInPaths(
  files: readonly string[],
  { setting, pattern, sought, otherwise }: PathPattern,
): string[] {
  const action = `use ${setting} ${JSON.stringify(pattern)}`;
  const expression = compile(pattern, action);
  const found = files.map((file) => {
    const match = expression.exec(file);
    if (!match) return "";
    return match.length > 1 ? (match.slice(1).find((part) => part !== undefined) ?? "") : match[0];
  });
  const without = files.filter((_, i) => found[i] === "");
  if (without.length > 0)
    fail(
      action,
      `it finds nothing in ${without.length} of ${files.length} paths: ${formatList(without)}`,
      `a part of each path that names ${sought}`,
      `Correct the pattern, or ${otherwise}.`,
    );
  return found;
}

function compile(pattern: string, action: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch (e) {
    return fail(action, e instanceof Error ? e.message : String(e), "a regular expression", "Correct it.");
  }
}
