import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { KeyboardInterrupt } from "../../lib/core";
import { numTensors } from "../../lib/engine";
import { loadKeras, trainGan, type GanOptions, type GanWatcher, type TrainedGan } from "../../lib/training";
import { squares, tinyOptions, tinySpec } from "./tiny";

const train = squares("train", 12, () => 1); // 3 steps per epoch
const kernel = globalThis as {
  __cell?: { signal: AbortSignal; deferInterrupt?<T>(work: () => Promise<T>): Promise<T> };
};
afterEach(() => delete kernel.__cell);

const weights = async ({ folder }: GanOptions): Promise<number[][]> => {
  const model = await loadKeras(join(folder, "generator.h5"));
  const values = model.getWeights().map((w) => Array.from(w.dataSync()));
  model.dispose();
  return values;
};

/** A view that interrupts the running cell after a step, as the stop button does. */
function interruptAfter(step: number, deferred = false): GanWatcher {
  const controller = new AbortController();
  kernel.__cell = { signal: controller.signal };
  if (deferred)
    kernel.__cell.deferInterrupt = async (work) => {
      const result = await work();
      if (controller.signal.aborted) throw new KeyboardInterrupt("Interrupted");
      return result;
    };
  return {
    showsProgress: true,
    step: (at) => {
      if (at.step === step) controller.abort();
    },
    epoch: () => undefined,
  };
}

/** Runs the cell again without an interrupt. */
const again = (options: GanOptions): Promise<TrainedGan> => {
  delete kernel.__cell;
  return trainGan(train, tinySpec, options);
};

const whole = (async () => {
  const options = tinyOptions({ checkpointEvery: 100 });
  return { expected: await trainGan(train, tinySpec, options), ofExpected: await weights(options) };
})();

test.each([1, 2, 3, 4, 11])(
  "trainGan() interrupted after step %i of 12 saves it, and resumes bit by bit as if not interrupted",
  async (step) => {
    const { expected, ofExpected } = await whole;
    const broken = tinyOptions({ checkpointEvery: 100 });
    const before = numTensors();
    const stopped = trainGan(train, tinySpec, broken, interruptAfter(step, step % 2 === 0));
    await expect(stopped).rejects.toMatchObject({ name: "KeyboardInterrupt" });
    expect(numTensors()).toBe(before);
    const gan = await again(broken);
    expect({ ...gan, folder: "", hash: "" }).toEqual({ ...expected, folder: "", hash: "" });
    expect(await weights(broken)).toEqual(ofExpected);
    expect(existsSync(join(broken.folder, "checkpoint.bin"))).toBe(false);
  },
);

test("trainGan() interrupted at the kernel's next check, in the watching code, has saved its last step", async () => {
  const options = tinyOptions({ checkpointEvery: 100 });
  const checks: GanWatcher = {
    showsProgress: true,
    step: (at) => {
      if (at.step === 5) throw new KeyboardInterrupt("Interrupted");
    },
    epoch: () => undefined,
  };
  await expect(trainGan(train, tinySpec, options, checks)).rejects.toThrow("Interrupted");
  const steps: number[] = [];
  const seen: GanWatcher = { ...checks, step: ({ step }) => void steps.push(step) };
  await trainGan(train, tinySpec, options, seen);
  expect(steps).toEqual([6, 7, 8, 9, 10, 11, 12]);
});

test("trainGan() may go on with another learning rate, penalty and more epochs, and says so in history and gan.json", async () => {
  const options = tinyOptions({ epochs: 2 });
  await expect(trainGan(train, tinySpec, options, interruptAfter(4))).rejects.toThrow("Interrupted");
  const changed = { ...options, learningRate: 2e-3, penaltyWeight: 1, epochs: 3 };
  const gan = await again(changed);
  const at = { epoch: 2, step: 4 };
  expect(gan.changes).toEqual([
    { option: "epochs", from: 2, to: 3, ...at },
    { option: "learningRate", from: 1e-3, to: 2e-3, ...at },
    { option: "penaltyWeight", from: 10, to: 1, ...at },
  ]);
  expect(gan.history.map((h) => h.changed)).toEqual([
    undefined,
    { learningRate: 2e-3, penaltyWeight: 1, epochs: 3 },
    undefined,
  ]);
  expect(gan.steps).toBe(9);
  const written = JSON.parse(readFileSync(join(options.folder, "gan.json"), "utf8")) as TrainedGan;
  expect(written.changes).toEqual(gan.changes);
  expect([written.loss, written.penalty]).toEqual([options.loss.name, options.penalty.name]);
  expect(await weights(options)).not.toEqual(
    await tinyWeights({ epochs: 3, learningRate: 2e-3, penaltyWeight: 1 }),
  );
});

async function tinyWeights(changes: Partial<GanOptions>): Promise<number[][]> {
  const options = tinyOptions(changes);
  await trainGan(train, tinySpec, options);
  return weights(options);
}

test("trainGan() of a headless run starts from scratch when a value is another, and does not resume a changed training", async () => {
  const options = tinyOptions({ epochs: 2, allowOptionChanges: false });
  await expect(trainGan(train, tinySpec, options, interruptAfter(4))).rejects.toThrow("Interrupted");
  const changed = { ...options, learningRate: 2e-3 };
  expect((await again(changed)).changes).toEqual([]);
  expect(await weights(options)).toEqual(await tinyWeights({ epochs: 2, learningRate: 2e-3 }));
});

test("trainGan() does not go on to fewer epochs than are done", async () => {
  const options = tinyOptions();
  await expect(trainGan(train, tinySpec, options, interruptAfter(7))).rejects.toThrow("Interrupted");
  await expect(again({ ...options, epochs: 1 })).rejects.toThrow(
    "Cannot resume the GAN of tiny: 2 epochs are done, expected at most epochs = 1. Raise gan.epochs",
  );
});

test("trainGan() keeps no checkpoint of steps whose losses are not finite", async () => {
  const options = tinyOptions({ learningRate: 1e30, checkpointEvery: 100 });
  await expect(trainGan(train, tinySpec, options, interruptAfter(2))).rejects.toThrow();
  expect(existsSync(join(options.folder, "checkpoint.bin"))).toBe(false);
});

test("trainGan() does not train a GAN again that an interrupted cell had finished, but does after a cell that ended", async () => {
  const [first, second] = [tinyOptions({ epochs: 1 }), tinyOptions({ epochs: 2 })];
  const watcher = interruptAfter(2);
  const gan = await trainGan(train, tinySpec, first);
  await expect(trainGan(train, tinySpec, second, watcher)).rejects.toThrow("Interrupted");
  kernel.__cell = { signal: new AbortController().signal }; // the cell is run again
  let steps = 0;
  const counting: GanWatcher = { ...watcher, step: () => void steps++ };
  expect(await trainGan(train, tinySpec, first, counting)).toBe(gan);
  expect(steps).toBe(0);
  await trainGan(train, tinySpec, second, counting);
  await trainGan(train, tinySpec, first, counting);
  await trainGan(train, tinySpec, first, counting);
  expect(steps).toBe(4 + 3 + 3);
});

test("trainGan() tells the view of the step in which it was interrupted, while the kernel still waits", async () => {
  const controller = new AbortController();
  let isWaiting = false;
  let taken = 0;
  const stopped: unknown[] = [];
  kernel.__cell = {
    signal: controller.signal,
    deferInterrupt: async (work) => {
      isWaiting = true;
      if (taken === 4) controller.abort(); // as if during the fifth step, which cannot be torn
      const result = await work();
      isWaiting = false;
      if (controller.signal.aborted) throw new KeyboardInterrupt("Interrupted");
      return result;
    },
  };
  const watcher: GanWatcher = {
    showsProgress: true,
    step: ({ step }) => void (taken = step),
    epoch: () => undefined,
    stopped: ({ step }) => void stopped.push([step, isWaiting]),
  };
  const options = tinyOptions({ checkpointEvery: 100 });
  await expect(trainGan(train, tinySpec, options, watcher)).rejects.toThrow("Interrupted");
  expect(stopped).toEqual([[5, true]]);
});
