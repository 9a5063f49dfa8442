import { expect, test } from "vitest";
import { range, stream } from "../../../lib/core";
import { imagePool } from "../../../lib/training/refinement/image-pool";

test("the first 50 queries give their own images back; later half come from the pool, which never holds more than 50", () => {
  const pool = imagePool(1, 50, stream(1, "pool"));
  let earlier = 0;
  for (const k of range(250)) {
    const { stored, isStored } = pool.draw(1);
    if (k < 50) expect(isStored[0]).toBe(0);
    else if (isStored[0] === 1) {
      earlier++;
      expect(stored[0]).toBeGreaterThanOrEqual(1000);
      expect(stored[0]).toBeLessThan(1000 + k);
    }
    pool.add(Float32Array.of(1000 + k));
    expect(pool.size).toBe(Math.min(k + 1, 50));
  }
  expect(earlier / 200).toBeGreaterThan(0.4);
  expect(earlier / 200).toBeLessThan(0.6);
});

test("the image that is shown is the one that the current replaces, so none is lost unseen", () => {
  const pool = imagePool(1, 4, stream(1, "pool"));
  for (const k of range(4)) {
    pool.draw(1);
    pool.add(Float32Array.of(k));
  }
  for (const k of range(20)) {
    const before = [...pool.state().images];
    const { stored, isStored } = pool.draw(1);
    pool.add(Float32Array.of(100 + k));
    const after = [...pool.state().images];
    const gone = before.filter((value) => !after.includes(value));
    expect(gone).toEqual(isStored[0] === 1 ? [stored[0]] : []);
    expect(after.includes(100 + k)).toBe(isStored[0] === 1);
  }
});

test("in a batch no place is used twice, it fills as one by one would, and it goes on from its state", () => {
  const pool = imagePool(2, 5, stream(1, "pool"));
  pool.draw(4);
  pool.add(Float32Array.from([1, 1, 2, 2, 3, 3, 4, 4]));
  expect(pool.size).toBe(4);
  const copy = imagePool(2, 5, stream(2, "other"));
  copy.restore(pool.state());
  for (const one of [pool, copy]) {
    const { stored, isStored } = one.draw(4);
    const shown = range(4).filter((i) => isStored[i] === 1);
    expect(new Set(shown.map((i) => stored[2 * i])).size).toBe(shown.length);
    one.add(new Float32Array(8).fill(9));
    expect(one.size).toBe(5);
  }
  expect(copy.state()).toEqual(pool.state());
});
