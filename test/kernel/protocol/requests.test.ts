import { describe, expect, test } from "vitest";
import { bench } from "../cases";
import { listening } from "../client";
import { openChannels } from "../channels";
import { gate, written } from "../interrupting";
import type { Content, Message } from "../wire";

const { kernel, run } = bench();
const states = (messages: readonly Message[]): unknown[] => messages.map((m) => m.content["execution_state"]);

/** Sends any request, and gives its reply and all of its iopub messages. */
async function asked(
  type: string,
  content: Content,
): Promise<{ reply: Content; outputs: readonly Message[] }> {
  const { channels } = kernel();
  const id = channels.send("shell", type, content);
  const [reply, outputs] = await Promise.all([channels.reply(id, 20), channels.idle(id, 20)]);
  return { reply: reply.content, outputs };
}

describe("history", () => {
  const history = async (content: Content): Promise<unknown[][]> =>
    (await asked("history_request", { raw: true, output: false, ...content })).reply[
      "history"
    ] as unknown[][];

  test("tail gives the last cells in order, with session and number", async () => {
    const [, , last] = await run("'tail a'", "'tail b'", "'tail c'");
    const entries = await history({ hist_access_type: "tail", n: 2 });
    expect(entries.map(([, , code]) => code)).toEqual(["'tail b'", "'tail c'"]);
    expect(entries.at(-1)?.[1]).toBe(last?.reply["execution_count"]);
  });

  test("range gives the numbers from start up to before stop", async () => {
    const outcomes = await run("'range a'", "'range b'", "'range c'");
    const start = Number(outcomes[0]?.reply["execution_count"]);
    const entries = await history({ hist_access_type: "range", session: 0, start, stop: start + 2 });
    expect(entries.map(([, number, code]) => [number, code])).toEqual([
      [start, "'range a'"],
      [start + 1, "'range b'"],
    ]);
  });

  test("search takes a pattern of * and ?, can be unique and cut to the last n", async () => {
    await run("'find 1'", "'find 2'", "'find 1'", "'fin'");
    const codes = async (more: Content): Promise<unknown[]> =>
      (await history({ hist_access_type: "search", pattern: "'find ?'", ...more })).map(([, , code]) => code);
    expect(await codes({})).toEqual(["'find 1'", "'find 2'", "'find 1'"]);
    expect(await codes({ n: 2 })).toEqual(["'find 2'", "'find 1'"]);
    expect((await codes({ unique: true })).sort()).toEqual(["'find 1'", "'find 2'"]);
    expect(await history({ hist_access_type: "search", pattern: "*nothing like it*" })).toEqual([]);
  });

  test("with output gives a pair for each cell", async () => {
    await run("5 + 5");
    const [entry] = await history({ hist_access_type: "tail", n: 1, output: true });
    expect(entry?.[2]).toHaveLength(2);
    expect((entry?.[2] as unknown[])[0]).toBe("5 + 5");
  });

  test("holds no silent cell, and keeps failed ones", async () => {
    await kernel().execute("'unheard'", { silent: true });
    await kernel().execute("throw 'heard'");
    const entries = await history({ hist_access_type: "tail", n: 2 });
    expect(entries.map(([, , code]) => code)).not.toContain("'unheard'");
    expect(entries.at(-1)?.[2]).toBe("throw 'heard'");
  });
});

describe("comms", () => {
  test("comm_info says that there are none", async () => {
    expect((await asked("comm_info_request", {})).reply).toMatchObject({ status: "ok", comms: {} });
  });

  test("an opened comm is closed at once: there is nothing to talk to", async () => {
    const { channels } = kernel();
    const id = channels.send("shell", "comm_open", {
      comm_id: "c1",
      target_name: "jupyter.widget",
      data: {},
    });
    const outputs = await channels.idle(id, 5);
    expect(outputs.find(({ header }) => header.msg_type === "comm_close")?.content).toMatchObject({
      comm_id: "c1",
    });
  });

  test.each(["comm_msg", "comm_close"])("a %s of an unknown comm is taken without a word", async (type) => {
    const { channels } = kernel();
    const outputs = await channels.idle(channels.send("shell", type, { comm_id: "none", data: {} }), 5);
    expect(states(outputs)).toEqual(["busy", "idle"]);
  });
});

describe("is_complete", () => {
  test.each([
    ["complete", "const a = 1"],
    ["complete", ""],
    ["complete", "await fetch('x')"],
    ["complete", "for await (const x of []) {}"],
    ["complete", "if (true) {\n}\nelse {\n}"],
    ["complete", "const wrongType: string = 1"],
    ["complete", "type A<T> = T extends string ? 1 : 2;"],
    ["complete", "const r = /a(b/.source.length"],
    ["incomplete", "for (const x of [1]) {"],
    ["incomplete", "const f = (a: number,"],
    ["incomplete", "const o = { a: 1,"],
    ["incomplete", "`text ${1 +"],
    ["incomplete", "`line\nline"],
    ["incomplete", "/** doc"],
    ["incomplete", "const x ="],
    ["incomplete", "a &&"],
    ["incomplete", "import { join } from"],
    ["invalid", "const 1a = 2;"],
    ["invalid", ")"],
    ["invalid", "let x = ;"],
    ["invalid", "'open\nnext'"],
    ["invalid", "} else {"],
  ])("says %s to %j", async (status, code) => {
    const { reply } = await asked("is_complete_request", { code });
    expect(reply["status"]).toBe(status);
    if (status === "incomplete") expect(typeof reply["indent"]).toBe("string");
  });
});

describe("requests beside a cell", () => {
  test("complete, inspect and is_complete are answered while a cell awaits", async () => {
    const { execute, executeNoWait, complete, inspect } = kernel();
    await execute("const beside = { alpha: 1, beta: 'x' };");
    const { isOpen, release } = gate();
    const { id, done } = executeNoWait(
      `console.log("going");\nwhile (!${isOpen}) await new Promise((f) => setTimeout(f, 5));\n'end'`,
    );
    await written(kernel(), id, "going");
    let hasEnded = false;
    void done.then(() => (hasEnded = true));
    expect((await complete("beside.al"))["matches"]).toEqual(["alpha"]);
    expect((await inspect("beside"))["found"]).toBe(true);
    expect((await asked("is_complete_request", { code: "1" })).reply["status"]).toBe("complete");
    expect(hasEnded).toBe(false);
    release();
    expect((await done).result).toBe("'end'");
  });

  test("positions count code points, as the protocol has it", async () => {
    await kernel().execute("const après = { deux: 2 };");
    const before = "const smile = '😀😀'; ";
    const reply = await kernel().complete(`${before}après.de`);
    expect(reply).toMatchObject({ status: "ok", matches: ["deux"], metadata: expect.any(Object) });
    const end = [...`${before}après.de`].length;
    expect([reply["cursor_start"], reply["cursor_end"]]).toEqual([end - 2, end]);
  });

  test("inspect says when it knows nothing", async () => {
    expect(await kernel().inspect("nothingOfThisName")).toMatchObject({
      status: "ok",
      found: false,
      data: {},
    });
  });

  test("a second client gets its own replies and hears the first's cells", async () => {
    const second = openChannels(kernel().launched);
    await listening(second);
    const { id, done } = kernel().executeNoWait("'first'");
    const own = second.send("shell", "execute_request", {
      code: "'second'",
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
    });
    await done;
    const reply = await second.reply(own, 20);
    const heard = await second.idle(id, 20);
    second.close();
    expect(reply.parent.msg_id).toBe(own);
    expect(heard.some(({ header }) => header.msg_type === "execute_result")).toBe(true);
  });
});
