import { denials, gluedDenial, harmless, lastDenials, negatives, positives, wordsOf } from "./class-words";

/** What joins two classes in a heading (`normal_vs_glaucoma`, `case_control`), or says nothing of a 1 (`benign_status`). */
const joining = new Set(
  "vs versus or and oder case cases status state type class label flag score category outcome".split(" "),
);

/**
 * What a 1 says under a heading: that a finding is there (`hemorrhage`), or none (`benign`, `is_normal`, `no_finding`);
 * undefined where the heading names both sides, or a finding that is harmless (`case_control`, `benign_lesion`).
 */
export function meaningOfOne(heading: string): "finding" | "none" | undefined {
  if (negatives.has(heading.toLowerCase()) || gluedDenial.test(heading)) return "none";
  const said = wordsOf(heading.replace(/^(is|has)(?=[ _-]|normal|healthy|benign|control)/i, ""));
  const [first = "", second = ""] = said;
  const isDenied =
    said.length > 1 &&
    (denials.has(first) ||
      first === "negative" ||
      (first === "free" && (second === "of" || second === "from")) ||
      lastDenials.has(said.at(-1)!));
  if (!said.some((word) => harmless.has(word))) return isDenied ? "none" : "finding";
  const isOpen = said.some((word) => positives.has(word) || joining.has(word));
  return isOpen ? undefined : isDenied ? "finding" : "none";
}
