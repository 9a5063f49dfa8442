import { describe } from "vitest";
import { bench } from "../cases";

const { table } = bench();
const proxy = (trap: string): string => `new Proxy({}, { ${trap}() { throw new Error("trapped"); } })`;

describe("a cell that throws what is no error shows one all the same:", () => {
  table([
    ["a symbol", ["throw Symbol('s')"], /^Error: Symbol\(s\)\nThrown: Symbol\(s\)/],
    ["a rejected symbol", ["await Promise.reject(Symbol('r'))"], /Symbol\(r\)/],
    [
      "a proxy that answers nothing",
      [`throw ${proxy("get")}`],
      /What was thrown cannot be shown: Error: trapped/,
    ],
    [
      "a proxy without a prototype to ask for",
      [`throw ${proxy("getPrototypeOf")}`],
      /What was thrown cannot be shown: Error: trapped/,
    ],
    ["an object without a prototype", ["throw Object.create(null)"], /null prototype/],
    ["and the next cell runs", ["1 + 1"], "2"],
  ]);
});

describe("an error of JavaScript itself names variables as the cell does:", () => {
  table([
    [
      "a call",
      ["const five: any = 5;", "five()"],
      /^TypeError: five is not a function\nTypeError: five is not/,
    ],
    ["a construction", ["new five()"], /^TypeError: five is not a constructor\nTypeError: five is not/],
    ["an iteration", ["[...five]"], /^TypeError: five is not iterable\nTypeError: five is not/],
    [
      "a method, printed",
      ["try { five.at(0); } catch (e) { console.log(String((e as Error).stack).split('\\n')[0]); }"],
      { stdout: "TypeError: five.at is not a function\n" },
    ],
  ]);
});

describe("an error that no code catches fails its cell, also where the cell has removed all listeners:", () => {
  const late =
    "setTimeout(() => { throw new Error('late'); }, 5);\nawait new Promise((done) => setTimeout(done, 200));";
  table([
    ["of the event", [`process.removeAllListeners('uncaughtException');\n${late}`], /^Error: late/],
    ["of every event", [`process.removeAllListeners();\n${late}`], /^Error: late/],
    [
      "of rejections",
      ["process.removeAllListeners('unhandledRejection');\nvoid Promise.reject(new Error('lost'));"],
      /^Error: lost/,
    ],
  ]);
});

describe("Node's globals in a cell", () => {
  table([
    ["WebAssembly", ["new WebAssembly.Memory({ initial: 1 }).buffer.byteLength"], "65536"],
    [
      "WebAssembly's types",
      [
        "const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);\nconst made: WebAssembly.Module = await WebAssembly.compile(bytes);\n[WebAssembly.validate(bytes), WebAssembly.Module.exports(made)]",
      ],
      "[ true, [] ]",
    ],
    [
      "__dirname, the notebook's folder",
      ["__dirname === process.cwd() && __filename.startsWith(__dirname)"],
      "true",
    ],
    ["module and require.main", ["[require.main === module, module.exports === exports]"], "[ true, true ]"],
    ["a variable called module", ["const module = 5;", "module"], "5"],
    ["prompt, refused with what to do instead", ["prompt('Name?')"], /Set a variable in the cell instead/],
    ["a variable of that name", ["const __dirname = 'mine';\n__dirname"], "'mine'"],
    [
      "tslab.display",
      [
        "import * as tslab from 'tslab';\ntslab.display.html('<b>x</b>');\ntslab.display.png(new Uint8Array([1]));\n'shown'",
      ],
      "'shown'",
    ],
  ]);
});
