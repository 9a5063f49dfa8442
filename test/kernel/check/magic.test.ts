import { describe, expect, test } from "vitest";
import { explainMagic } from "../../../lib/kernel/check/magic";
import { bench } from "../cases";

const { table } = bench();

test.each([
  ["%pip install sharp", "npm install NAME"],
  ["!pip install sharp", "npm install NAME"],
  ["%%html", "tslab.display.html"],
  ["!ls", "execSync"],
  ["! ls -l ../data", "execSync"],
  ["%%bash", "execSync"],
  ["%cd ..", "process.chdir"],
  ["%timeit f()", "console.time"],
  ["%matplotlib inline", "Leave it out"],
  ["console.log?", "Shift+Tab"],
  ["x??", "Shift+Tab"],
  ["?x", "Shift+Tab"],
])("%s is told what stands for it: %s", (line, remedy) => {
  expect(explainMagic(line)).toContain(`Cannot run "${line}"`);
  expect(explainMagic(line)).toContain(remedy);
});

test.each([
  "!isReady && start()",
  "!done;",
  "!f(x)",
  "!a.b",
  "% b",
  "const a = 1 % b",
  "!(await x)",
  "x ? 1 : 2",
  "x ??",
])("%s is TypeScript", (line) => {
  expect(explainMagic(line)).toBeUndefined();
});

describe("a cell for IPython", () => {
  table([
    [
      "says so, and nothing else",
      ["%%html\n<b>bold</b>"],
      /^TypeScriptError: cell\[1\] 1:1 - Cannot run "%%html".*display\.html[^]*$/,
    ],
    ["of a shell's command", ["// list\n!ls"], /2:2 - Cannot run "!ls": it is a command of IPython/],
    ["whose error is another's", ["!notThere && 1"], /Cannot find name 'notThere'/],
  ]);
});
