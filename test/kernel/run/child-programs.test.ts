import { describe } from "vitest";
import { bench } from "../cases";

const { table } = bench({ "notebooks/forked.js": "console.log('forked', process.execArgv.length);\n" });

describe("a program that a cell starts", () => {
  table([
    [
      "shows what it writes with inherited streams",
      [
        "import { execSync } from 'node:child_process';\nexecSync('echo one; echo two', { stdio: 'inherit' });",
      ],
      { stdout: "one\ntwo\n" },
    ],
    [
      "shows it while it runs",
      [
        "import { spawn } from 'node:child_process';\nconst child = spawn('sh', ['-c', 'echo first; sleep 0.1; echo second'], { stdio: ['ignore', 'inherit', 'inherit'] });\nawait new Promise((done) => child.on('close', done));\nundefined",
      ],
      { stdout: "first\nsecond\n" },
    ],
    [
      "gives its output back where it is asked for",
      ["import { execSync } from 'node:child_process';\nexecSync('echo plain').toString()"],
      "'plain\\n'",
    ],
    [
      "fails as in Node",
      ["import { execSync } from 'node:child_process';\nexecSync('exit 3', { stdio: 'inherit' })"],
      /Command failed: exit 3/,
    ],
    [
      "is forked as Node does it, without the kernel's own options",
      [
        "import { fork } from 'node:child_process';\nconst forked = fork('./forked.js');\nawait new Promise((done) => forked.on('close', done));\nundefined",
      ],
      { stdout: "forked 0\n" },
    ],
  ]);
});

describe("process.stdout", () => {
  table([
    [
      "stays open when a cell ends it",
      ["process.stdout.end('last\\n');", "console.log('more')"],
      { stdout: "more\n" },
    ],
  ]);
});
