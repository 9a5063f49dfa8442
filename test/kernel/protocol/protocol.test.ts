import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../../lib/core";
import { bench } from "../cases";
import { openChannels } from "../channels";
import type { Execution } from "../execution";
import { gate, pause, written } from "../interrupting";
import type { Content, Message } from "../wire";

const { kernel, run } = bench();
const types = ({ outputs }: Execution): string[] => outputs.map(({ header }) => header.msg_type);
const states = (messages: readonly Message[]): unknown[] => messages.map((m) => m.content["execution_state"]);
const shown = (expression: unknown): unknown => (expression as { data?: Content }).data?.["text/plain"];

describe("kernel_info", () => {
  test("is complete, with the version of the one TypeScript", () => {
    const { version } = JSON.parse(
      readFileSync(join(root(), "node_modules/typescript/package.json"), "utf8"),
    ) as Content;
    const { info } = kernel();
    expect(info).toMatchObject({
      status: "ok",
      protocol_version: expect.stringMatching(/^5\.\d+(\.\d+)?$/),
      implementation: expect.stringMatching(/\w/),
      implementation_version: expect.stringMatching(/^\d/),
      banner: expect.stringMatching(/\w/),
      help_links: expect.any(Array),
    });
    expect(info["language_info"]).toMatchObject({
      name: "typescript",
      version,
      mimetype: expect.stringMatching(/typescript/),
      file_extension: ".ts",
      codemirror_mode: "typescript",
      pygments_lexer: "typescript",
      nbconvert_exporter: expect.stringMatching(/\w/),
    });
  });

  /** Executes a cell that stays in one synchronous step until the work is done. */
  const duringStep = async (work: () => Promise<void>): Promise<void> => {
    const { isOpen, release } = gate();
    const { id, done } = kernel().executeNoWait(`console.log("step");\nwhile (!${isOpen});`);
    await written(kernel(), id, "step");
    await work();
    release();
    expect((await done).reply["status"]).toBe("ok");
  };

  test("is the same on the control channel, also during a synchronous step", async () => {
    await duringStep(async () => {
      const { content } = await kernel().request("control", "kernel_info_request");
      expect(content["language_info"]).toEqual(kernel().info["language_info"]);
    });
  });

  test("the heart beats during a synchronous step", async () => {
    await duringStep(async () => {
      expect(await kernel().channels.heartbeat("thump")).toBe("thump");
    });
  });
});

describe("an executed cell", () => {
  test("sends busy, its input, its outputs, its result and idle, in this order", async () => {
    const outcome = await kernel().execute("console.log('one');\nconsole.error('two');\n3");
    expect(types(outcome)).toEqual([
      "status",
      "execute_input",
      "stream",
      "stream",
      "execute_result",
      "status",
    ]);
    expect(states(outcome.outputs)).toMatchObject(["busy", ...Array<unknown>(4), "idle"]);
  });

  test("has one number in its input, its result and its reply, and sends its code back", async () => {
    const code = "  6 * 7 // as typed\n";
    const { outputs, reply } = await kernel().execute(code);
    const [, input, result] = outputs;
    const count = reply["execution_count"];
    expect(input?.content).toEqual({ code, execution_count: count });
    expect(result?.content).toMatchObject({
      execution_count: count,
      metadata: {},
      data: { "text/plain": "42" },
    });
    expect(reply).toMatchObject({ status: "ok", user_expressions: {}, payload: [] });
  });

  test("is counted one by one, also when it fails at its types or while it runs", async () => {
    const outcomes = await run("1", "throw new Error('as asked')", "const no: string = 1;", "2");
    const [first = 0, ...others] = outcomes.map(({ reply }) => Number(reply["execution_count"]));
    expect(others).toEqual([first + 1, first + 2, first + 3]);
  });

  test("fails with the same name, message and traceback in error and reply", async () => {
    const { outputs, reply } = await kernel().execute("throw new RangeError('too far')");
    const error = outputs.find(({ header }) => header.msg_type === "error")?.content;
    expect(reply).toMatchObject({ ...error, status: "error", ename: "RangeError", evalue: "too far" });
    expect(error?.["traceback"]).toEqual(expect.arrayContaining([expect.any(String)]));
  });

  test("names its request as the parent of every message, whole", async () => {
    const { id, done } = kernel().executeNoWait(
      "console.log(1);\nsetTimeout(() => console.log(2), 5);\nawait new Promise((f) => setTimeout(f, 20));",
    );
    const { outputs } = await done;
    expect(outputs.map(({ parent }) => [parent.msg_id, parent.msg_type])).toEqual(
      outputs.map(() => [id, "execute_request"]),
    );
  });

  test("has messages with ids of their own, one session, a version and a date with its zone", async () => {
    const { outputs } = await kernel().execute("console.log(1);\n2");
    expect(new Set(outputs.map(({ header }) => header.msg_id)).size).toBe(outputs.length);
    for (const { header } of outputs) {
      expect(header.version).toMatch(/^5\.\d/);
      expect(header.date).toMatch(/T.*(Z|[+-]\d\d:\d\d)$/);
    }
  });
});

describe("silent and store_history", () => {
  test("a silent cell has no input, no result and no number; it runs", async () => {
    const before = await kernel().execute("let whisper = 0;");
    const silent = await kernel().execute("whisper = 5", { silent: true });
    const after = await kernel().execute("whisper");
    expect(types(silent)).toEqual(["status", "status"]);
    expect(silent.reply["status"]).toBe("ok");
    expect(after.result).toBe("5");
    expect(after.reply["execution_count"]).toBe(Number(before.reply["execution_count"]) + 1);
  });

  test("a silent cell that fails says so in its reply", async () => {
    const { reply } = await kernel().execute("throw new Error('psst')", { silent: true });
    expect(reply).toMatchObject({ status: "error", evalue: "psst" });
  });

  test("a cell without history shows its result and takes no number", async () => {
    const before = await kernel().execute("1");
    const passing = await kernel().execute("40 + 4", { storeHistory: false });
    const after = await kernel().execute("2");
    expect(passing.result).toBe("44");
    expect(after.reply["execution_count"]).toBe(Number(before.reply["execution_count"]) + 1);
    const search = { hist_access_type: "search", pattern: "40 + 4", output: false, raw: true };
    const { content } = await kernel().request("shell", "history_request", search);
    expect(content["history"]).toEqual([]);
  });
});

describe("user_expressions", () => {
  test("are evaluated after the cell, each on its own", async () => {
    const { reply } = await kernel().execute("const wide = 3, high = 4;", {
      userExpressions: {
        area: "wide * high",
        text: "`${wide}`",
        sum: "[wide, high].reduce((a, b) => a + b)",
      },
    });
    const given = reply["user_expressions"] as Content;
    expect([shown(given["area"]), shown(given["text"]), shown(given["sum"])]).toEqual(["12", "'3'", "7"]);
    expect(given["area"]).toMatchObject({ status: "ok", metadata: {} });
  });

  test("that fail leave the others and the cell alone", async () => {
    const { reply } = await kernel().execute("1", {
      userExpressions: { bad: "missing.name", broken: "(", good: "2" },
    });
    const given = reply["user_expressions"] as Content;
    expect(reply["status"]).toBe("ok");
    expect(given["bad"]).toMatchObject({
      status: "error",
      ename: "ReferenceError",
      evalue: expect.stringContaining("missing"),
    });
    expect(given["broken"]).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(shown(given["good"])).toBe("2");
  });

  test("work in a silent cell, as editors ask", async () => {
    await kernel().execute("const asked = { deep: [1, 2] };");
    const { reply } = await kernel().execute("", {
      silent: true,
      userExpressions: { value: "asked.deep.length" },
    });
    expect(shown((reply["user_expressions"] as Content)["value"])).toBe("2");
  });

  test("show a value in its rich form", async () => {
    const code = "const rich = { [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<i>x</i>' }) };";
    const { reply } = await kernel().execute(code, { userExpressions: { rich: "rich" } });
    expect((reply["user_expressions"] as Content)["rich"]).toMatchObject({
      data: { "text/html": "<i>x</i>" },
    });
  });
});

describe("queued cells", () => {
  test("run one after another: busy to idle of one before the next's", async () => {
    const { executeNoWait, channels } = kernel();
    const from = channels.iopub.length;
    const sent = Array.from({ length: 12 }, (_, i) =>
      executeNoWait(i % 3 ? `console.log(${i})` : `await new Promise((f) => setTimeout(f, 5));\n${i}`),
    );
    await Promise.all(sent.map(({ done }) => done));
    const order = channels.iopub.slice(from).map(({ parent }) => parent.msg_id);
    expect([...new Set(order)]).toEqual(sent.map(({ id }) => id));
    expect(order).toEqual(
      [...order].sort((a, b) => sent.findIndex((s) => s.id === a) - sent.findIndex((s) => s.id === b)),
    );
  });

  test.each([
    ["an error", "throw new Error('first')"],
    ["a type error", "const first: string = 1;"],
    ["a rejected await", "await Promise.reject(new Error('first'))"],
  ])("are aborted after %s: no input, no number, busy and idle", async (_, code) => {
    const { executeNoWait } = kernel();
    const next = "(globalThis as Record<string, unknown>)['queuedRan'] = 1;";
    const { isOpen, release } = gate();
    const wait = `while (!${isOpen}) await new Promise((f) => setTimeout(f, 5));`;
    const sent = [wait, code, next, "2"].map((c) => executeNoWait(c));
    await kernel().complete("pro"); // answered during a cell: all that was sent before it has come
    release();
    const [, failed, ...others] = await Promise.all(sent.map(({ done }) => done));
    expect(failed?.reply["status"]).toBe("error");
    expect(others.map(({ reply }) => reply["status"])).toEqual(["aborted", "aborted"]);
    expect(others.map(types)).toEqual([
      ["status", "status"],
      ["status", "status"],
    ]);
    expect((await kernel().execute("'queuedRan' in globalThis")).result).toBe("false");
  });

  test("run on after an error that does not stop them (allow-errors)", async () => {
    const { executeNoWait } = kernel();
    const sent = ["throw new Error('go on')", "const no: string = 1;", "'third'"].map((c) =>
      executeNoWait(c, { stopOnError: false }),
    );
    const outcomes = await Promise.all(sent.map(({ done }) => done));
    expect(outcomes.map(({ reply }) => reply["status"])).toEqual(["error", "error", "ok"]);
    expect(outcomes.at(-1)?.result).toBe("'third'");
  });

  test("that come after the error was answered run", async () => {
    await kernel().execute("throw new Error('done with')");
    expect((await kernel().execute("'free'")).result).toBe("'free'");
  });
});

describe("the kernel lives on after", () => {
  test.each([
    ["a message of an unknown type", "shell", "hello_request"],
    ["a debug_request, which it does not know", "control", "debug_request"],
    ["an execute_request without fields", "shell", "execute_request"],
    ["a complete_request without fields", "shell", "complete_request"],
  ] as const)("%s", async (_, channel, type) => {
    kernel().channels.send(channel, type, {});
    await pause(100);
    expect((await kernel().execute("'alive'")).result).toBe("'alive'");
  });

  test("a message whose signature is wrong, and does not run it", async () => {
    const forged = openChannels({ ...kernel().launched, key: "another key" });
    const content = {
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
    };
    forged.send("shell", "execute_request", {
      ...content,
      code: "(globalThis as Record<string, unknown>)['forged'] = 1",
    });
    await pause(150);
    forged.close();
    expect((await kernel().execute("'forged' in globalThis")).result).toBe("false");
  });
});
