import { describe, expect, test } from "vitest";
import { errorText } from "../cases";
import { awaits, loops } from "../endless-cells";
import { gate, interruptBench, pause, written } from "../interrupting";

const lib = `
export let rounds = 0;
export function spin(): void { while (true) rounds++; }
export async function wait(): Promise<void> { for (;;) { rounds++; await new Promise((done) => setTimeout(done, 2)); } }
export async function* endless(): AsyncGenerator<number> { for (let i = 0; ; i++) { await null; yield i; } }
export function* naturals(): Generator<number> { for (let i = 0; ; i++) yield i; }
export class Model { fit(): number { let s = 0; do { s += 1; } while (s > 0); return s; } }
`;
const first = `
let ticks = 0;
const going = (): void => console.log("going");
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const forever = (): boolean => ticks >= 0;
`;
const files = { "lib/loops.ts": lib, "lib/deep.ts": 'export { spin as deepSpin } from "./loops";\n' };
const { kernel, run, stop, fresh } = interruptBench(files, first);

describe.each([
  ["without await", loops],
  ["that awaits", awaits],
])("an interrupt ends a cell %s as KeyboardInterrupt:", (_, cells) => {
  test.each(cells)("%s", async (_sentence, code) => {
    const stopped = await stop(code);
    expect(errorText(stopped)).toContain("KeyboardInterrupt");
    expect(stopped.reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
    const before = await run("ticks");
    await pause(40);
    const after = await run("ticks");
    if (after.result !== before.result) await fresh();
    expect(after.result, "it continues in the background").toBe(before.result);
    expect(before.text("stderr") + after.text("stderr")).toBe("");
  });
});

describe("an interrupted cell", () => {
  test("has one error output, named as in Python, and no other message after it but idle", async () => {
    const { error, outputs } = await stop("going();\nfor (;;) ticks++;");
    expect(error?.ename).toBe("KeyboardInterrupt");
    expect(error?.trace).toContain("KeyboardInterrupt");
    expect(outputs.map((m) => m.header.msg_type)).toEqual([
      "status",
      "execute_input",
      "stream",
      "error",
      "status",
    ]);
  });

  test("does not go on with the code after the loop or the await", async () => {
    await stop("let after1 = 0;\ngoing();\nwhile (forever()) ticks++;\nafter1 = 1;");
    const { isOpen, release } = gate();
    await run(`const opened = (async () => { while (!${isOpen}) await sleep(5); })();`);
    await stop("let after2 = 0;\ngoing();\nawait opened;\nafter2 = 1;");
    release();
    await run("await opened;\nawait sleep(50);");
    expect((await run("[after1, after2]")).result).toBe("[ 0, 0 ]");
  });

  test("leaves what it had assigned, declared and filled", async () => {
    await stop(
      "let epoch = 0;\nconst losses: number[] = [];\nfor (;;) { epoch++; losses.push(1 / epoch); if (epoch === 2) going(); await sleep(5); }",
    );
    expect((await run("epoch > 1 && losses.length === epoch && losses[1] === 0.5")).result).toBe("true");
  });

  test("can be executed again, with its function changed", async () => {
    await stop("const step = () => { ticks++; };\ngoing();\nfor (;;) { step(); await sleep(2); }");
    const second = await run(
      "const step = () => { ticks = -5; };\nfor (let i = 0; i < 3; i++) step();\nticks",
      "ticks = 0",
    );
    expect(second.result).toBe("0");
  });

  test("has finally blocks that run", async () => {
    await stop(
      "const closed: string[] = [];\ntry { going(); for (;;) ticks++; } finally { closed.push('loop'); }",
    );
    await stop("try { going(); for (;;) await sleep(2); } finally { closed.push('timers'); }");
    await pause(50);
    expect((await run("closed")).result).toBe("[ 'loop', 'timers' ]");
  });

  test("has finally blocks that run around an await that never settles", async () => {
    await stop("let left = '';\ntry { going(); await new Promise(() => {}); } finally { left = 'closed'; }");
    await pause(50);
    expect((await run("left")).result).toBe("'closed'");
  });

  test("has finally blocks that save in a loop and with an await", async () => {
    const { error } = await stop(
      "const saved: number[] = [];\ntry { going(); for (;;) ticks++; }\nfinally { for (const n of [1, 2, 3]) { await sleep(5); saved.push(n); } }",
    );
    expect(error?.ename).toBe("KeyboardInterrupt");
    expect((await run("saved")).result).toBe("[ 1, 2, 3 ]");
  });

  test("disposes what it was using", async () => {
    await stop(
      "let disposed = false;\n{ using r = { [Symbol.dispose]() { disposed = true; } };\ngoing(); void r; for (;;) await sleep(2); }",
    );
    expect((await run("disposed")).result).toBe("true");
  });

  test("can tell the interrupt from its own errors by the name", async () => {
    const code =
      "let caught = '';\ntry { going(); for (;;) ticks++; } catch (e) { caught = (e as Error).name; throw e; }";
    expect((await stop(code)).error?.ename).toBe("KeyboardInterrupt");
    expect(["'KeyboardInterrupt'", "''"]).toContain((await run("caught")).result); // Python's `except Exception` does not see it
  });

  test("counts: the next cell's number is one higher", async () => {
    const { reply } = await stop("going();\nfor (;;) ticks++;");
    const next = await kernel().execute("1");
    expect(next.reply["execution_count"]).toBe(Number(reply["execution_count"]) + 1);
  });

  test("shows what it wrote before the interrupt", async () => {
    const stopped = await stop(
      "for (let i = 0; ; i++) { console.log('step', i); if (i === 2) going(); await sleep(20); }",
    );
    expect(stopped.text("stdout")).toMatch(/^step 0\nstep 1\nstep 2\ngoing\n/);
  });
});

describe("an interrupt", () => {
  test("is answered during a synchronous step that it cannot stop", async () => {
    const { isOpen, release } = gate();
    const loop = `new Function("while (!" + ${JSON.stringify(isOpen)} + ");")();`; // as in a package: without checks
    const { id, done } = kernel().executeNoWait(`going();\n${loop}`);
    await written(kernel(), id, "going");
    const { content, header } = await kernel().interrupt();
    expect([header.msg_type, content["status"]]).toEqual(["interrupt_reply", "ok"]);
    release(); // only now can the step end
    await done;
  });

  test("clears the queued cells: they are aborted and nothing of them runs", async () => {
    const { executeNoWait } = kernel();
    const running = stop("let queued = 0;\ngoing();\nwhile (forever()) await sleep(5);");
    const waiting = [1, 2, 3].map((n) => executeNoWait(`queued += ${n}`));
    await running;
    const replies = (await Promise.all(waiting.map(({ done }) => done))).map(({ reply }) => reply["status"]);
    expect(replies).toEqual(["aborted", "aborted", "aborted"]);
    expect((await run("queued")).result).toBe("0");
  });

  test("clears the cells queued behind a synchronous loop, too", async () => {
    const { executeNoWait } = kernel();
    const running = stop("let held = 0;\ngoing();\nfor (;;) ticks++;", { after: 150 });
    const waiting = [1, 2, 3].map((n) => executeNoWait(`held += ${n}`));
    await running;
    const replies = (await Promise.all(waiting.map(({ done }) => done))).map(({ reply }) => reply["status"]);
    expect(replies).toEqual(["aborted", "aborted", "aborted"]);
    expect((await run("held")).result).toBe("0");
  });

  test("when nothing runs leaves the next cell alone, also its loops and awaits", async () => {
    await kernel().interrupt();
    const outcome = await run(
      "let calm = 0;\nfor (let i = 0; i < 100; i++) { calm++; if (i % 50 === 0) await sleep(250); }\ncalm",
    );
    expect(errorText(outcome)).toBe("");
    expect(outcome.result).toBe("100");
  });

  test("right after a cell has ended leaves the next cell alone", async () => {
    for (const code of ["1", "await sleep(5); 1", "for (let i = 0; i < 10; i++) ticks++; 1"]) {
      expect((await run(code)).result).toBe("1");
      await kernel().interrupt();
      const next = await run("for (let i = 0; i < 3; i++) await sleep(150);\n'whole'");
      expect(errorText(next)).toBe("");
    }
  });

  test("sent twice stops one cell", async () => {
    const { id, done } = kernel().executeNoWait("going();\nfor (;;) await sleep(5);");
    await written(kernel(), id, "going");
    await Promise.all([kernel().interrupt(), kernel().interrupt()]);
    expect((await done).error?.ename).toBe("KeyboardInterrupt");
    const next = await run(
      "let twice = 0;\nfor (let i = 0; i < 5; i++) { twice++; await sleep(100); }\ntwice",
    );
    expect(next.result).toBe("5");
  });

  test("works ten times in a row", async () => {
    for (let i = 0; i < 10; i++) {
      const stopped = await stop(
        i % 2 ? "going();\nfor (;;) ticks++;" : "going();\nfor (;;) await sleep(1);",
        { after: 0 },
      );
      expect(stopped.error?.ename).toBe("KeyboardInterrupt");
    }
  });

  test("during the check of a cell's types ends the cell", async () => {
    const big =
      'import * as sharp from "sharp";\nimport * as compiler from "typescript";\nvoid [sharp, compiler];';
    const stopped = await stop(`${big}\nwhile (forever()) ticks++;`, { onBusy: true, after: 30 });
    expect(stopped.error?.ename).toBe("KeyboardInterrupt");
    expect((await run("1 + 1")).result).toBe("2");
  });

  test("leaves an interval of an earlier cell going", async () => {
    await run(
      "let beats = 0;\nconst heart = setInterval(() => { for (let i = 0; i < 3; i++) beats++; }, 5);",
    );
    await stop("going();\nfor (;;) ticks++;");
    await stop("going();\nfor (;;) await sleep(3);");
    const after = await run(
      "const beaten = beats;\nwhile (beats === beaten) await sleep(5);\nclearInterval(heart);\nbeats > beaten",
    );
    expect(after.result).toBe("true");
  });

  test("leaves a promise of an earlier cell going", async () => {
    await run("let arrived = false;\nconst slow = (async () => { await sleep(400); arrived = true; })();");
    await stop("going();\nfor (;;) await sleep(3);");
    expect((await run("await slow;\narrived")).result).toBe("true");
  });

  test("ends a cell that awaits a promise of an earlier cell; the promise continues", async () => {
    const { isOpen, release } = gate();
    await run(`const job = (async () => { while (!${isOpen}) await sleep(5); return 'done'; })();`);
    const stopped = await stop("going();\nawait job;");
    expect(stopped.error?.ename).toBe("KeyboardInterrupt");
    release();
    expect((await run("await job")).result).toBe("'done'");
  });
});

describe("training code", () => {
  const cell =
    "(globalThis as unknown as { __cell: { signal: AbortSignal; deferInterrupt<T>(work: () => Promise<T>): Promise<T> } }).__cell";

  test("is told by the signal of its cell, and can save then", async () => {
    await stop(
      `let kept = '';\n${cell}.signal.addEventListener('abort', () => { kept = 'saved'; });\ngoing();\nfor (;;) { ticks++; await sleep(5); }`,
    );
    expect((await run("kept")).result).toBe("'saved'");
  });

  test("sees the signal with a reason by the name KeyboardInterrupt", async () => {
    await stop(
      `let reason = '';\nconst { signal } = ${cell};\nsignal.addEventListener('abort', () => { reason = String(signal.reason); });\ngoing();\nawait new Promise(() => {});`,
    );
    expect((await run("reason")).result).toContain("KeyboardInterrupt");
  });

  test("has a new signal in each cell", async () => {
    await stop("going();\nfor (;;) await sleep(3);");
    expect((await run(`${cell}.signal.aborted`)).result).toBe("false");
  });

  test("gives the signal to what can be aborted: a timer of node:timers/promises", async () => {
    const { error } = await stop(
      `import { setTimeout as timer } from "node:timers/promises";\ngoing();\nawait timer(60_000, 0, { signal: ${cell}.signal });`,
    );
    expect(error?.ename).toBe("KeyboardInterrupt");
  });

  test("finishes the step in progress before it stops: never torn", async () => {
    const { error } = await stop(
      `let parts = 0, whole = 0;\ngoing();\nfor (;;) await ${cell}.deferInterrupt(async () => { for (let i = 0; i < 4; i++) { await sleep(50); parts++; } whole++; });`,
    );
    expect(error?.ename).toBe("KeyboardInterrupt");
    await pause(250);
    expect((await run("[whole > 0, parts === 4 * whole]")).result).toBe("[ true, true ]");
  });

  test("sees its own signal: what an earlier cell has left going sees none", async () => {
    await run(`let isTold = false;\nsetInterval(() => { isTold ||= ${cell}.signal.aborted; }, 10);`);
    await stop("going(); await sleep(1e7);");
    await pause(100);
    expect((await run("isTold")).result).toBe("false");
  });

  test("finishes its step also where one of an earlier cell, which nobody awaited, ends meanwhile", async () => {
    await run(
      `let isOver = false;\nvoid ${cell}.deferInterrupt(async () => { await sleep(400); isOver = true; });`,
    );
    const { error } = await stop(
      `let isWhole = false;\nawait ${cell}.deferInterrupt(async () => { going(); while (!isOver) await sleep(20); await sleep(200); isWhole = true; });`,
    );
    expect(error?.ename).toBe("KeyboardInterrupt");
    expect((await run("[isOver, isWhole]")).result).toBe("[ true, true ]");
  });
});
