import { describe, expect, test } from "vitest";
import type { NotebookSeconds } from "../../lib/runner/estimate";
import { paceOf, secondsAt, timeLeft } from "../../lib/runner/time-left";

/** Announced for a quick run: 4 min 33 s in all, as on a machine that became busier; the parts are made up. */
const predicted: readonly NotebookSeconds[] = [
  { name: "01-preprocess", fixed: 28, gan: 0, classifier: 0 },
  { name: "02-train-dcgan", fixed: 8, gan: 135, classifier: 0 },
  { name: "03-inspect-samples", fixed: 60, gan: 0, classifier: 0 },
  { name: "04-tsne", fixed: 12, gan: 0, classifier: 8 },
  { name: "05-evaluate", fixed: 6, gan: 0, classifier: 16 },
];
/** Taken: 8 min 50 s in all, as on a machine that became busier; the parts are made up. */
const taken = [50, 280, 110, 40, 50];
const settings = { epochs: 200, images: [100, 100] };

/** Plays that run. @returns what was said, with the seconds that were left indeed */
function play(sizes: readonly number[]): { said: string; left: number }[] {
  let now = 0;
  const end = taken.reduce((a, b) => a + b, 0);
  const time = timeLeft(predicted, { ...settings, images: sizes }, () => now);
  const said: { said: string; left: number }[] = [];
  const hear = (text: string | undefined) => text !== undefined && said.push({ said: text, left: end - now });
  for (const [i, seconds] of taken.entries()) {
    const began = now;
    if (i === 1)
      for (let epoch = 1; epoch <= 200; epoch++) {
        now = began + 16 + epoch * ((seconds - 20) / 400); // two classes, one after the other
        hear(time.line(`DCGAN normal  ${epoch}/200  9 s left  D 1.0  G 2.0`));
      }
    now = began + seconds;
    hear(time.ended(seconds));
  }
  return said;
}

const secondsIn = (text: string): number => {
  const [, minutes = "0", seconds = "0"] = /about (?:(\d+) min )?(\d+)(?: s)? /.exec(text) ?? [];
  return 60 * Number(minutes) + Number(seconds);
};

describe("timeLeft()", () => {
  test("is within 25 % from the first GAN steps on, where the first announcement was half of what it took", () => {
    const said = play(settings.images);
    expect(said).toHaveLength(5);
    const [, bySteps, ...later] = said;
    expect(bySteps!.said).toMatch(/^time: about .* left, by the first GAN steps$/);
    for (const { said: words, left } of [bySteps!, ...later])
      expect(Math.abs(secondsIn(words) / left - 1), words).toBeLessThan(0.25);
  });

  test("does not take the steps of a small class for those of a large one", () => {
    expect(play([10, 150]).map(({ said }) => said)).toHaveLength(4);
    expect(play([10, 150]).every(({ said }) => !said.includes("GAN steps"))).toBe(true);
  });

  test("says nothing after the last notebook, nor for lines that are no GAN's", () => {
    const time = timeLeft(predicted.slice(0, 1), settings, () => 0);
    expect(time.line("comparing slices  250/1571  9 s left")).toBeUndefined();
    expect(time.ended(9)).toBeUndefined();
  });
});

describe("paceOf()", () => {
  const [data, gans] = predicted as [NotebookSeconds, NotebookSeconds];

  test("is that of the prediction before anything has run", () => {
    expect(paceOf([])).toEqual({ fixed: 1, gan: 1, classifier: 1 });
    expect(secondsAt(paceOf([]), predicted)).toBe(273);
  });

  test("takes fixed work from notebooks without training, and steps from what the others took beyond it", () => {
    const pace = paceOf([
      { predicted: data, seconds: 56 },
      { predicted: gans, seconds: 16 + 3 * 135 },
    ]);
    expect(pace).toEqual({ fixed: 2, gan: 3, classifier: 3 });
  });

  test("does not blame steps that were to take a moment for all that a notebook took longer", () => {
    // a smoke run on a very busy machine: 20 of 90 seconds were to be steps, and it took 270
    const few: NotebookSeconds = { name: "02-train-dcgan", fixed: 70, gan: 20, classifier: 0 };
    const { fixed, gan, classifier } = paceOf([
      { predicted: { name: "01-preprocess", fixed: 252, gan: 0, classifier: 0 }, seconds: 356 },
      { predicted: few, seconds: 270 },
    ]);
    expect(fixed).toBeCloseTo(356 / 252, 9);
    expect([gan, classifier]).toEqual([1, 1]);
  });

  test("leaves steps as they were timed here when fixed work takes longer, as on a slower processor", () => {
    expect(paceOf([{ predicted: data, seconds: 56 }])).toEqual({ fixed: 2, gan: 1, classifier: 1 });
  });

  test("believes the steps that are going on rather than any prediction", () => {
    expect(paceOf([{ predicted: data, seconds: 56 }], 1.5)).toEqual({ fixed: 2, gan: 1.5, classifier: 1.5 });
  });
});
