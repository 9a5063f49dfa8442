import { expect, test } from "vitest";
import { range, stream } from "../../../lib/core";
import { imageHistory } from "../../../lib/training/refinement/image-history";

const batchOf = (n: number, value: number): Float32Array => new Float32Array(n * 2).fill(value);

test("after k steps of 16 the history holds min(8 k, capacity) images", () => {
  const history = imageHistory(2, 36, stream(1, "history"));
  for (const k of range(8)) {
    expect(history.size).toBe(Math.min(8 * k, 36));
    history.draw(16);
    history.add(batchOf(16, k + 1));
  }
  expect(history.size).toBe(36);
});

test("an empty history shows nothing; then half of what is shown is earlier images, never blank ones", () => {
  const history = imageHistory(2, 40, stream(1, "history"));
  expect([...history.draw(16).isStored]).toEqual(new Array(16).fill(0));
  history.add(batchOf(16, 1));
  history.draw(16);
  history.add(batchOf(16, 2));
  const { stored, isStored } = history.draw(16);
  expect(isStored.reduce((a, b) => a + b, 0)).toBe(8);
  isStored.forEach((flag, i) => expect(flag === 1 ? [1, 2] : [0]).toContain(stored[2 * i]));
});

test("it holds copies: what becomes of the step's images afterwards changes nothing", () => {
  const history = imageHistory(2, 8, stream(1, "history"));
  history.draw(4);
  const current = batchOf(4, 5);
  history.add(current);
  current.fill(9);
  expect([...history.state().images]).toEqual([5, 5, 5, 5]);
});

test("a full history has as many replaced as come in, at random places, and goes on from its state as if nothing was", () => {
  const history = imageHistory(1, 12, stream(1, "history"));
  const feed = (to: typeof history, value: number): void => {
    to.draw(8);
    to.add(new Float32Array(8).fill(value));
  };
  for (const value of range(3)) feed(history, value);
  feed(history, 7);
  const now = [...history.state().images];
  expect(now.filter((value) => value === 7)).toHaveLength(4);
  const copy = imageHistory(1, 12, stream(9, "other"));
  copy.restore(history.state());
  for (const to of [history, copy]) feed(to, 8);
  expect(copy.state()).toEqual(history.state());
});

test("without capacity nothing is kept and all that is shown is current", () => {
  const none = imageHistory(2, 0, stream(1, "history"));
  none.draw(4);
  none.add(batchOf(4, 1));
  expect(none.size).toBe(0);
  expect([...none.draw(4).isStored]).toEqual([0, 0, 0, 0]);
});
