import type * as TS from "typescript";
import { ts } from "../typescript/typescript";
import type { BoundFile } from "../typescript/typescript-internals";

/** Content of an is_complete_reply: whether a console may run the text. */
export type Completeness =
  { readonly status: "complete" | "invalid" } | { readonly status: "incomplete"; readonly indent: string };

const unterminated = new Set([1010, 1160]); // comment or template without its end

/**
 * Whether a text is complete, incomplete or invalid; tslab tells the first two apart.
 *
 * @param ofTslab complete, or incomplete with the next line's indent
 */
export function judgeCompleteness(code: string, ofTslab: { status: string; indent?: string }): Completeness {
  const file = ts.createSourceFile("typed.ts", code, ts.ScriptTarget.Latest) as BoundFile;
  const problems: readonly TS.Diagnostic[] = file.parseDiagnostics;
  const end = code.trimEnd().length;
  const isOpen = problems.some(({ code: number }) => unterminated.has(number));
  const isWrongBefore = problems.some(
    ({ code: number, start = 0, length = 0 }) => start + length < end && !unterminated.has(number),
  );
  if (ofTslab.status !== "complete")
    return isWrongBefore ? { status: "invalid" } : { status: "incomplete", indent: ofTslab.indent ?? "" };
  if (isOpen) return { status: "incomplete", indent: "" };
  return { status: problems.length > 0 ? "invalid" : "complete" };
}
