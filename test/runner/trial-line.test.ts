import { expect, test } from "vitest";
import { trialLine } from "../../lib/runner/trial-line";
import type { Trial } from "../../lib/study";

const trial = (id: string): Trial => ({
  kind: "arm",
  id,
  arm: "original",
  gans: [],
  repeat: 0,
  fold: 0,
  foldId: "f",
  seed: 1,
});

function written(isTTY: boolean): string {
  let text = "";
  const output = { isTTY, write: (more: string) => (text += more) };
  const told: string[] = [];
  const clock = { done: ({ id }: Trial) => void told.push(id), left: () => 60 };
  const line = trialLine({ total: 3, name: ({ id }: Trial) => `arm ${id}`, clock }, output);
  line.started(trial("a"));
  line.started(trial("b"));
  line.done(trial("a"), 12.3);
  line.note("node 2 is set up");
  line.failed(trial("b"));
  line.end();
  expect([line.finished, told]).toEqual([1, ["a"]]);
  return text;
}

test("on a terminal one line says what is done, runs and failed; notes stand above it", () => {
  const lines = written(true).split("\n");
  expect(lines).toHaveLength(4);
  const last = (text: string): string => text.split("\r\u001b[K").at(-1)!;
  expect(lines.map(last)).toEqual([
    "node 2 is set up",
    "  arm b failed",
    "1 of 3 trials done, 0 running, 1 failed; 60 s left",
    "",
  ]);
  expect(lines[0]).toContain("\r\u001b[K0 of 3 trials done, 2 running, 0 failed; 60 s left");
  expect(lines[0]).toContain("\r\u001b[K1 of 3 trials done, 1 running, 0 failed; 60 s left");
});

test("elsewhere each finished trial has a line, and no control character is written", () => {
  expect(written(false)).toBe("  [1/3] arm a: 12 s; 60 s left\nnode 2 is set up\n  arm b failed\n");
});
