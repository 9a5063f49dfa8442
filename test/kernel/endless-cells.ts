// ticks, going, sleep and forever are names of the cells' session: see interrupt.test.ts

/** A cell that never ends by itself; it writes "going" and counts `ticks`. */
export type Endless = readonly [sentence: string, code: string];

/** Cells that never await while they loop. */
export const loops: readonly Endless[] = [
  ["while (true) {}", "going();\nwhile (forever()) {}"],
  ["a loop before an await", "going();\nwhile (forever()) ticks++;\nawait sleep(1);"],
  ["a loop after an await", "await sleep(1);\ngoing();\nwhile (forever()) ticks++;"],
  ["for (;;) without a block", "going();\nfor (;;) ticks++;"],
  ["a loop of an empty statement", "going();\nwhile (forever());"],
  ["do while", "going();\ndo { ticks++; } while (forever());"],
  ["a labelled loop that continues", "going();\nouter: for (;;) { for (;;) { ticks++; continue outer; } }"],
  ["a loop inside an arrow function", "const busy = () => { for (;;) ticks++; };\ngoing();\nbusy();"],
  [
    "a loop inside an async function, not awaited in it",
    "const f = async () => { while (forever()) ticks++; };\ngoing();\nawait f();",
  ],
  [
    "for of over an endless generator",
    "function* all() { for (let i = 0; ; i++) yield i; }\ngoing();\nfor (const i of all()) ticks = i;",
  ],
  [
    "a loop over a generator that loops",
    "function* more() { for (;;) yield ticks++ % 2; }\ngoing();\nfor (const x of more()) ticks += x;",
  ],
  ["a loop of an imported lib file", 'import { spin } from "../lib/loops";\ngoing();\nspin();'],
  ["a loop of a lib file two imports deep", 'import { deepSpin } from "../lib/deep";\ngoing();\ndeepSpin();'],
  ["a loop in a method of lib", 'import { Model } from "../lib/loops";\ngoing();\nnew Model().fit();'],
  [
    "for of over a generator of lib",
    'import { naturals } from "../lib/loops";\ngoing();\nfor (const n of naturals()) ticks = n;',
  ],
  [
    "a callback of a timer that loops",
    "setTimeout(() => { going(); for (;;) ticks++; }, 5);\nawait new Promise(() => {});",
  ],
];

/** Cells that hang in an await or go from one to the next. */
export const awaits: readonly Endless[] = [
  ["an await that never settles", "going();\nawait new Promise(() => {});"],
  ["a loop of settled awaits", "going();\nwhile (forever()) { ticks++; await Promise.resolve(); }"],
  ["a loop that awaits values", "going();\nwhile (forever()) { ticks++; await null; }"],
  ["a loop of timers", "going();\nwhile (forever()) { ticks++; await sleep(5); }"],
  [
    "a loop of setImmediate, like nextFrame",
    "going();\nfor (;;) { ticks++; await new Promise((done) => setImmediate(done)); }",
  ],
  [
    "for await over an endless generator",
    "async function* slow() { for (;;) { await sleep(2); yield 1; } }\ngoing();\nfor await (const x of slow()) ticks += x;",
  ],
  [
    "for await over a generator of lib",
    'import { endless } from "../lib/loops";\ngoing();\nfor await (const x of endless()) ticks = x;',
  ],
  [
    "for await over an iterator that never answers",
    "const mute: AsyncIterable<number> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };\ngoing();\nfor await (const x of mute) ticks = x;",
  ],
  ["an awaiting loop of lib", 'import { wait } from "../lib/loops";\ngoing();\nawait wait();'],
  [
    "an async function that awaits itself",
    "const again = async (): Promise<void> => { ticks++; await sleep(3); await again(); };\ngoing();\nawait again();",
  ],
  [
    "several loops at once",
    "const one = async () => { for (;;) { ticks++; await sleep(3); } };\ngoing();\nawait Promise.all([one(), one(), one()]);",
  ],
  [
    "a loop that nobody awaits behind a hanging await",
    "void (async () => { for (;;) { ticks++; await sleep(3); } })();\ngoing();\nawait new Promise(() => {});",
  ],
  [
    "a chain of timers behind a hanging await",
    "const tick = (): void => { ticks++; setTimeout(tick, 3); };\ntick();\ngoing();\nawait new Promise(() => {});",
  ],
  [
    "an interval behind a hanging await",
    "setInterval(() => ticks++, 3);\ngoing();\nawait new Promise(() => {});",
  ],
  ["a long await in the middle of an expression", "going();\nticks += (await sleep(60_000), 1);"],
  [
    "a race of awaits that never settle",
    "going();\nawait Promise.race([new Promise(() => {}), new Promise(() => {})]);",
  ],
  [
    "a catch around the await in a loop",
    "going();\nwhile (forever()) { try { await sleep(5); ticks++; } catch { ticks += 2; } }",
  ],
  [
    "a catch around a loop in a loop",
    "going();\nwhile (forever()) { try { while (forever()) ticks++; } catch { ticks += 2; } }",
  ],
  [
    "a catch method on every promise",
    "going();\nfor (;;) await sleep(2).then(() => ticks++).catch(() => undefined);",
  ],
];
