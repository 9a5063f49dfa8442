import type { Position } from "../compile/source-position";

const around = 2;
const widest = 200;

/** The lines of a text around a position, with a mark at its line and a caret at its column; empty if the text is shorter. */
export function formatCodeFrame(text: string, { line, column }: Position): string {
  const lines = text.split("\n");
  if (line < 1 || line > lines.length) return "";
  const first = Math.max(1, line - around);
  const last = Math.min(lines.length, line + around);
  const width = String(last).length;
  const shown: string[] = [];
  for (let n = first; n <= last; n++) {
    const mark = n === line ? ">" : " ";
    shown.push(`${mark} ${String(n).padStart(width)} | ${(lines[n - 1] ?? "").slice(0, widest)}`.trimEnd());
    if (n === line && column <= widest) shown.push(`  ${" ".repeat(width)} | ${" ".repeat(column - 1)}^`);
  }
  return shown.join("\n");
}
