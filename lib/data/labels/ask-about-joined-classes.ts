import { formatList } from "../../core";
import { partsOfName, plainFinding } from "../tables/findings-of";

/**
 * A question on classes whose names seem joined of others: `edema and mass` beside `edema`, `grade 1/2` beside `grade 1`,
 * `pneumonia, viral` beside `pneumonia, bacterial`. Their images may have two findings, and be no class of their own.
 *
 * @returns undefined where no name is
 */
export function askAboutJoinedClasses(labels: readonly string[]): string | undefined {
  const classes = [...new Set(labels)];
  const names = new Set(classes.map(plainFinding));
  const joinedOf = classes.map((label) => partsOfName(label).map((parts) => parts.map(plainFinding)));
  const isJoined = (at: number): boolean => {
    const [joined = [], ...others] = joinedOf[at]!;
    const isShared = (part: string): boolean => {
      const others = joinedOf.filter(
        ([own = []], other) => other !== at && own.length > 1 && own.includes(part),
      );
      return others.length > 0 && others.length + 1 < classes.length; // a word of all classes is none
    };
    if (joined.length > 1 && joined.some((part) => names.has(part) || isShared(part))) return true;
    return others.some((parts) => parts.length > 1 && parts.every((part) => names.has(part)));
  };
  const found = classes.filter((_, i) => isJoined(i)).map((label) => `"${label}"`);
  if (found.length === 0) return undefined;
  return `${formatList(found)} ${found.length === 1 ? "is taken for a class of its own" : "are taken for classes of their own"}, by a name that may say two: if these images have two findings each, they belong to several classes`;
}
