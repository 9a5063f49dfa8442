import { formatList } from "../core";
import { summarizeAnswer } from "../evaluation/verdict";
import type { StudyResults } from "./study-results";

/**
 * What a study's answer is with cautious groups, and what leak its folds cannot rule out, in sentences.
 * @returns undefined without cautious groups
 */
export function describeCautious({
  cautious,
  groups,
  images,
}: Pick<StudyResults, "cautious" | "groups" | "images">): string | undefined {
  if (!cautious) return undefined;
  const some = groups.origin.startsWith("given") ? ", of which one or both name no patient," : "";
  const meaning = `neighbours in file order${some} alike in size, window, noise and outline are of one patient`;
  if (cautious.groups === groups.count)
    return `With cautious groups (${meaning}) the answer is the same: the folds tear none of them.`;
  const main = cautious.comparisons.find(({ arm }) => arm === "original+synthetic");
  const answer = main ? `${main.arm}: ${summarizeAnswer(main)}` : "not known: the arm is not finished";
  const begin = `With cautious groups (${meaning}: ${cautious.groups} groups, not ${groups.count}) the answer is ${answer}.`;
  if (cautious.leaked.every((n) => n === 0))
    return `${begin} No test image has one of its cautious group in the training part of its fold.`;
  const counts = formatList(cautious.leaked.map(String));
  return `${begin} Test images with one of their cautious group in the training part of the same fold, by division into folds: ${counts} of ${images}: a leak that this study cannot rule out, and --set data.grouping=cautious can.`;
}
