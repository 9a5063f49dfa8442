import { expect, test } from "vitest";
import { boxesOfMask } from "../../../lib/data/boxes/boxes-of-mask";

const mask = (...rows: string[]): Uint8Array => Uint8Array.from(rows.join("").replace(/\./g, "0"), Number);

test("each connected region has its box, corners count as connected, rows do not run into each other", () => {
  expect(boxesOfMask(mask("1....", "11..1", "...1.", "2...."), 5)).toEqual([
    { left: 0, top: 0, right: 2, bottom: 2 },
    { left: 3, top: 1, right: 5, bottom: 3 },
    { left: 0, top: 3, right: 1, bottom: 4 },
  ]);
  expect(boxesOfMask(mask("..1", "1.."), 3)).toHaveLength(2); // the end of a row and the begin of the next
  expect(boxesOfMask(new Uint8Array(6), 3)).toEqual([]);
  expect(boxesOfMask(new Uint8Array(6).fill(1), 3)).toEqual([{ left: 0, top: 0, right: 3, bottom: 2 }]);
});
