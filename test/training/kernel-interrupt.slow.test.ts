import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { root } from "../../lib/core";
import { startKernel, stopKernels } from "../kernel/client";

afterAll(stopKernels);

const folder = mkdtempSync(join(tmpdir(), "graft-interrupt-"));
const options = (name: string): string =>
  `{ ...tinyOptions({ epochs: 200, checkpointEvery: 1000 }), folder: ${JSON.stringify(join(folder, name))} }`;
const markOf = (step: number): string => join(folder, `step-${step}`);
/** Leaves a file when it has come to a step. */
const trainingTo = (step: number): string => `
const view = figures.trainingView({ dataName: "squares", seed: 1 }, { title: "Tiny", n: 12 });
const gan = await trainGan(train, tinySpec, options, {
  ...view,
  step: async (at) => {
    await view.step(at);
    if (at.step === ${step}) writeFileSync(${JSON.stringify(markOf(step))}, "");
  },
});`;
const digest = `
const model = await loadKeras(gan.folder + "/generator.h5");
const numbers = model.getWeights().map((w) => Array.from(w.dataSync()));
core.sha256(JSON.stringify([numbers, gan.history, gan.steps]))`;

test("a training in the kernel, interrupted at a step and run again, ends as if never interrupted", async () => {
  const kernel = await startKernel({
    cwd: join(root(), "notebooks"),
    argv: [process.execPath, join(root(), "lib/kernel/start.cjs"), "{connection_file}"],
  });
  const run = async (code: string) => {
    const done = await kernel.execute(code, { timeout: 100 });
    expect(done.error?.trace).toBeUndefined();
    return done;
  };
  await run(`
import { writeFileSync } from "node:fs";
import * as core from "../lib/core";
import * as figures from "../lib/figures";
import { ready } from "../lib/engine";
import { loadKeras, trainGan } from "../lib/training";
import { squares, tinyOptions, tinySpec } from "../test/training/tiny";
await ready();
const train = squares("train", 12, () => 1);
let options = ${options("whole")};`);
  await run(trainingTo(0));
  const expected = (await run(digest)).result;

  await run(`options = ${options("broken")};`);
  const places: number[] = [];
  for (const step of [2, 100, 300]) {
    const sent = kernel.executeNoWait(trainingTo(step), { timeout: 100 });
    await vi.waitUntil(() => existsSync(markOf(step)), { timeout: 90_000, interval: 5 });
    await kernel.interrupt();
    const stopped = await sent.done;
    if (stopped.error === undefined) break; // a fast machine has come to the end
    expect(stopped.error.ename).toBe("KeyboardInterrupt");
    const place = Number(/interrupted after step (\d+) of 600, saved/.exec(stopped.text("stdout"))?.[1]);
    expect(place).toBeGreaterThanOrEqual(step);
    places.push(place);
  }
  expect(places.length).toBeGreaterThan(0);
  const last = await run(trainingTo(0));
  expect(last.text("stdout")).toMatch(/tiny: resumes after \d+ epochs?/);
  const types = last.outputs.map((m) => m.header.msg_type).filter((type) => type.endsWith("display_data"));
  expect(types.filter((type) => type === "display_data")).toHaveLength(1);
  expect((await run(digest)).result).toBe(expected);
});
