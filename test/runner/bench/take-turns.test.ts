import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Contender } from "../../../lib/runner/bench/contender";
import { takeTurns } from "../../../lib/runner/bench/take-turns";

let said: string[] = [];
let ended: string[] = [];
beforeEach(() => {
  [said, ended] = [[], []];
  vi.spyOn(console, "log").mockImplementation((text: string) => void said.push(text));
});
afterEach(() => vi.restoreAllMocks());

/** One whose every turn takes so many seconds, until its process ends after some turns. */
function contender(name: string, seconds: number, turns = Infinity): Contender {
  let made = 0;
  return {
    name,
    isLower: false,
    versions: {},
    go: async () => {
      if (++made > turns) throw new Error(`Cannot time ${name}: it ended`);
      return { seconds: [seconds], peakMiB: 1, checks: {} };
    },
    end: () => void ended.push(name),
  };
}

const row = { name: "row", steps: 1 };
const effort = { rounds: 4, seconds: 60 };

test("takeTurns() gives each as many turns, and one to whoever is three times as slow as the fastest", async () => {
  const answers = await takeTurns(
    [contender("ours", 1), contender("slow", 4), contender("peer", 2)],
    row,
    effort,
  );
  expect(answers.map(({ length }) => length)).toEqual([4, 1, 4]);
  expect(ended).toEqual(["slow"]);
  expect(said).toEqual(["bench: row: one turn is enough of slow"]);
});

test("takeTurns() goes on without a peer whose process ends, in its first turn or later", async () => {
  const all = [
    contender("ours", 1),
    contender("never", 1, 0),
    contender("twice", 1, 2),
    contender("peer", 1),
  ];
  const answers = await takeTurns(all, row, effort);
  expect(answers.map(({ length }) => length)).toEqual([4, 0, 2, 4]);
  expect(ended).toEqual(["never", "twice"]);
  expect(said).toEqual([
    "bench: row: Cannot time never: it ended",
    "bench: row: Cannot time twice: it ended",
  ]);
});

test("takeTurns() ends with ours", async () => {
  await expect(takeTurns([contender("ours", 1, 1), contender("peer", 1)], row, effort)).rejects.toThrow(
    "Cannot time ours: it ended",
  );
});
