import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trainingView, type TrainingViewOptions } from "../../lib/figures";
import { lossPlot } from "../../lib/figures/loss-plot";
import { panelSamples, trainingPanel } from "../../lib/figures/training-panel";
import type { GanProgress } from "../../lib/training";
import { squares } from "../training/tiny";
import { flat } from "./requests";

interface Sent {
  readonly type: string;
  readonly content: {
    readonly data: Readonly<Record<string, string>>;
    readonly transient: { readonly display_id: string };
  };
}
const kernel = globalThis as { __cell?: { publish(type: string, content: Sent["content"]): void } };
let sent: Sent[];
let now: number;
beforeEach(() => {
  sent = [];
  now = 0;
  kernel.__cell = { publish: (type, content) => void sent.push({ type, content }) };
});
afterEach(() => delete kernel.__cell);

const train = squares("train", 12, () => 1);
const cost = { picture: 60, samples: 250 };
const run = { dataName: "phantom", seed: 1 };
const request: TrainingViewOptions = {
  title: "Training",
  n: 12,
  clock: () => now,
};

/** A training of 4 steps per epoch after a number of steps; looking at it takes time on the fake clock. */
function progressAt(step: number, { epochs = 250, name = "normal" } = {}): GanProgress {
  const epoch = Math.floor(step / 4);
  return {
    name,
    epoch,
    epochs,
    step,
    steps: 4 * epochs,
    batchSize: 3,
    history: Array.from({ length: epoch }, (_, i) => ({
      epoch: i + 1,
      discriminator: 1.4,
      generator: 0.7 + 1 / (i + 1),
      penalty: 0.01,
    })),
    changes: [],
    heldOut: [],
    train,
    currentEpochLosses: () => undefined,
    samples: (n) => {
      now += cost.samples;
      return flat(new Array<number>(n).fill(0), 8).pixels;
    },
    alarms: () => {
      now += cost.picture;
      return [{ kind: "collapse", text: "collapse: alike" }];
    },
  };
}

describe("trainingView()", () => {
  test("trainingView() shows one display, updated in place, under 2 % of the time", async () => {
    const view = trainingView(run, request);
    let spent = 0;
    for (let step = 1; step < 1000; step++) {
      now += 100;
      const before = now;
      await view.step(progressAt(step));
      spent += now - before;
    }
    expect(spent / now).toBeLessThan(0.02);
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.map((s) => s.type)).toEqual([
      "display_data",
      ...sent.slice(1).map(() => "update_display_data"),
    ]);
    expect(new Set(sent.map((s) => s.content.transient.display_id)).size).toBe(1);
  });

  test("trainingView() says step, speed, time left, memory and alarms", async () => {
    const view = trainingView(run, request);
    for (let step = 1; step < 300; step++) {
      now += 1000;
      await view.step(progressAt(step));
    }
    const data = sent.at(-1)?.content.data;
    expect(data?.["image/png"]).toMatch(/^iVBOR/);
    expect(data?.["text/plain"]).toMatch(
      /^Training: normal, epoch \d+ of 250 · step \d+ of 1000, speed 0\.\d\d steps\/s, images 3 per second, time left 1\d min \d\d s, memory \d+ MiB, collapse: alike$/,
    );
  });

  test("trainingView() keeps the panel of a finished training above the next one's", async () => {
    const view = trainingView(run, request);
    await view.epoch(progressAt(8, { epochs: 2 }));
    await view.epoch(progressAt(8, { epochs: 2, name: "hemorrhage" }));
    const heights = sent.map((s) =>
      Buffer.from(s.content.data["image/png"] ?? "", "base64").readUInt32BE(20),
    );
    expect(heights[1]).toBeGreaterThan(1.8 * (heights[0] ?? 0));
    expect(sent.map((s) => s.type)).toEqual(["display_data", "update_display_data"]);
  });

  test("trainingView() shows where a training was interrupted", async () => {
    const view = trainingView(run, request);
    await view.stopped?.(progressAt(7));
    expect(sent[0]?.content.data["text/plain"]).toContain("epoch 2 of 250 · step 7 of 1000 · interrupted");
  });

  test("trainingView() in a headless run draws only the end of a training, without times", async () => {
    const view = trainingView({ ...run, headless: true }, request);
    expect(view.showsProgress).toBe(false);
    for (let step = 1; step <= 8; step++) {
      now += 10_000;
      await view.step(progressAt(step, { epochs: 2 }));
      if (step % 4 === 0) await view.epoch(progressAt(step, { epochs: 2 }));
    }
    expect(sent.map((s) => s.content.data["text/plain"])).toEqual([
      "Training: normal, epoch 2 of 2 · step 8 of 8, steps 8, collapse: alike",
    ]);
  });

  test("trainingView() in a terminal draws nothing and leaves the progress line to the training", async () => {
    delete kernel.__cell;
    const view = trainingView(run, request);
    expect(view.showsProgress).toBe(false);
    now += 1e6;
    await view.step(progressAt(7));
    await view.epoch(progressAt(1000));
    expect(now).toBe(1e6);
  });
});

describe("lossPlot()", () => {
  const box = { x: 0, y: 0, width: 400, height: 200 };
  const points = (n: number) => Array.from({ length: n }, (_, i) => ({ x: i + 1, y: Math.sin(i) + 1 }));

  test("lossPlot() draws curves with ticks and their last values, and thins out long ones", () => {
    const svg = lossPlot([{ name: "generator", points: points(5000) }], box, [{ x: 3000, text: "noise 0" }]);
    expect(svg.match(/points="([^"]*)"/)?.[1]?.split(" ").length).toBeLessThanOrEqual(201);
    for (const words of [">generator ", ">noise 0<", ">epoch<", ">2000<"]) expect(svg).toContain(words);
  });

  test("lossPlot() leaves out what is not finite, and says when there is nothing yet", () => {
    const gaps = [
      { x: 1, y: NaN },
      { x: 2, y: 3 },
      { x: 3, y: Infinity },
    ];
    expect(lossPlot([{ name: "a", points: gaps }], box)).not.toMatch(/NaN|Infinity/);
    expect(lossPlot([{ name: "a", points: [] }], box)).toContain("the first epoch has begun");
  });
});

test.each([8, 16, 32, 48, 64, 128])(
  "trainingPanel() has room for samples and real images of %i pixels",
  async (size) => {
    const n = panelSamples(size);
    expect(n).toBeGreaterThan(0);
    const svg = await trainingPanel(
      {
        name: "a",
        place: "epoch 1 of 2",
        done: 0.5,
        losses: [],
        marks: [],
        facts: [],
        alarms: [],
        samples: flat(new Array<number>(n).fill(0), size),
        real: flat([0, 1, 0, 1, 0, 1, 0, 1, 0], size),
      },
      0,
    );
    for (const [, x, y, width, height] of svg.matchAll(
      /<image x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g,
    )) {
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(708);
      expect(Number(y) + Number(height)).toBeLessThanOrEqual(352);
    }
  },
);
