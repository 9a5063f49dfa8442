import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { root } from "../../../lib/core";
import { openChannels } from "../channels";
import { pause, written } from "../interrupting";
import { kernelspec } from "../launch";
import { descendants, endAfterwards, gone, started } from "../processes";

endAfterwards();
const limit = 60; // seconds, for a busy machine: a kernel that hangs never ends

describe("shutdown ends the process with exit code 0", () => {
  test.each([
    [
      "with a worker that loops",
      "import { Worker } from 'node:worker_threads';\nconst worker = new Worker('for (;;);', { eval: true });\n1",
    ],
    ["with an exit listener that throws", "process.on('exit', () => { throw new Error('no'); });\n1"],
    ["a loop that swallows every error", "for (;;) { try { for (;;); } catch {} }"],
    ["a long call without a check", "new Uint8Array(2 ** 30).sort(() => 1).length"],
  ])("%s", async (_, code) => {
    const kernel = await started();
    const { id } = kernel.executeNoWait(`console.log("going");\n${code}`, { allowStdin: true });
    await written(kernel, id, "going");
    expect(await kernel.shutdown(false, limit)).toEqual({ code: 0, signal: null });
  });

  test("with a child that a cell has started; the child ends too", async () => {
    const kernel = await started();
    await kernel.execute(
      "import { spawn } from 'node:child_process';\nconst child = spawn('sleep', ['300']);\n1",
      { allowStdin: true },
    );
    const children = descendants(kernel.pid);
    expect(await kernel.shutdown(false, limit)).toEqual({ code: 0, signal: null });
    expect(await gone(children, limit)).toBe(true);
  });
});

test("SIGTERM ends the kernel", async () => {
  const kernel = await started();
  kernel.kill("SIGTERM");
  await kernel.ended(limit);
});

test("SIGINT, as a terminal sends it to all, does not end an idle kernel", async () => {
  const kernel = await started();
  kernel.kill("SIGINT");
  await pause(200);
  expect((await kernel.execute("'still here'")).result).toBe("'still here'");
});

test("a kernel restarted on the same connection file answers and knows nothing", async () => {
  const kernel = await started();
  await kernel.execute("let before = 1;");
  await kernel.shutdown(true, limit);
  const { launched } = kernel;
  const [program = "", ...args] = kernelspec().argv.map((a) =>
    a.replace("{connection_file}", launched.connectionFile),
  );
  const child = spawn(program, args, { cwd: root(), stdio: "ignore" });
  const channels = openChannels({ ...launched, exit: new Promise(() => undefined) });
  try {
    await channels.reply(channels.send("shell", "kernel_info_request", {}), limit);
    const content = {
      code: "before",
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
    };
    const reply = await channels.reply(channels.send("shell", "execute_request", content), limit);
    expect(reply.content["evalue"]).toContain("Cannot find name 'before'");
  } finally {
    child.kill("SIGKILL");
    channels.close();
  }
});
