import type * as TS from "typescript";

const farthest = 6; // enclosing calls that are tried

/**
 * Declaration and documentation of the name at a position, or else of the function in whose call the position lies.
 *
 * @param info TypeScript's answer for one position
 */
export function inspectCell(
  info: (position: number) => TS.QuickInfo | undefined,
  code: string,
  position: number,
): string | undefined {
  for (let at = position, i = 0; i < farthest && at >= 0; at = callBefore(code, at), i++) {
    const found = info(at);
    if (found) return textOf(found);
  }
  return undefined;
}

/** The place just before the open parenthesis that a position lies in; -1 where there is none. */
function callBefore(code: string, position: number): number {
  let depth = 0;
  for (let at = position - 1; at >= 0; at--) {
    if (code[at] === ")") depth++;
    if (code[at] === "(" && depth-- === 0)
      return withoutTypeArguments(code.slice(0, at).trimEnd()).length - 1;
  }
  return -1;
}

/** `new Map<string, number>` without the part between the angle brackets. */
function withoutTypeArguments(text: string): string {
  if (!text.endsWith(">")) return text;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ">" && text[at - 1] !== "=") depth++;
    if (text[at] === "<" && --depth === 0) return text.slice(0, at).trimEnd();
  }
  return text;
}

function textOf({ displayParts = [], documentation = [], tags = [] }: TS.QuickInfo): string {
  const words = (parts: readonly TS.SymbolDisplayPart[]): string => parts.map((part) => part.text).join("");
  const told = tags.map((tag) => `@${tag.name} ${words(tag.text ?? [])}`.trimEnd());
  return [words(displayParts), words(documentation), told.join("\n")].filter((t) => t !== "").join("\n\n");
}
