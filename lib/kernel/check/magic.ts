/** `x?`, `?x`, `console.log??`: IPython's questions. */
const question = /^(\?{1,2}\s*[\w$.]+|[\w$.]+\?{1,2})$/;

/** Replacements for commands of IPython, which are no TypeScript; the first pattern that matches a line counts. */
const remedies: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /^[%!]\s*(pip|conda|npm)\b/,
    "Install packages in a terminal: npm install NAME. The next cell can import them.",
  ],
  [/^%%?(html|HTML)\b/, 'Write: import * as tslab from "tslab"; tslab.display.html("...")'],
  [/^%%?(svg|SVG)\b/, 'Write: import * as tslab from "tslab"; tslab.display.svg("...")'],
  [/^%%?(markdown|latex)\b/, 'Write: import * as tslab from "tslab"; tslab.display.markdown("...")'],
  [/^%%?time/, 'Write: console.time("work"); ... console.timeEnd("work")'],
  [/^%cd\b|^!\s*cd\b/, 'Write: process.chdir("...")'],
  [
    /^%%?(bash|sh|script|system|sx)\b|^!/,
    'Write: import { execSync } from "node:child_process"; execSync("...", { stdio: "inherit" })',
  ],
  [question, "Put the cursor on the name and press Shift+Tab."],
  [/^%%?\w/, "Leave it out: this kernel has no magics."],
];

/** `!ls -l`, but not `!isReady && start()`. */
const program = /^!\s*(\.{0,2}\/)?[\w~-]+(\s+(?![&|=?<>+*.]{1,3}\s)\S.*)?$/;

/**
 * The message for an error in a line that is a command of IPython (`%pip install x`, `%%html`, `!ls`, `x?`), which a person used to
 * Python notebooks types.
 *
 * @param line a line in which TypeScript has found an error
 * @returns undefined for any other line
 */
export function explainMagic(line: string): string | undefined {
  const text = line.trim();
  const isMagic =
    /^%%?[A-Za-z]/.test(text) || question.test(text) || (program.test(text) && !text.endsWith(";"));
  if (!isMagic) return undefined;
  const [, remedy = ""] = remedies.find(([pattern]) => pattern.test(text)) ?? [];
  return `Cannot run "${text}": it is a command of IPython, expected TypeScript. ${remedy}`;
}
