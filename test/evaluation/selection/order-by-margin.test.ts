import { expect, test } from "vitest";
import { orderByMargin } from "../../../lib/evaluation/selection/order-by-margin";
import { read } from "../../quality/golden";

const { boundary } = read<{ boundary: { probability: number[]; order: number[] } }>("choosing");

test("orderByMargin() gives numpy's order by |2p - 1|", () => {
  expect(orderByMargin(boundary.probability, "either")).toEqual(boundary.order);
});

test("orderByMargin() takes the wrong side last, by its margin too", () => {
  expect(orderByMargin(boundary.probability)).toEqual([7, 2, 5, 3, 6, 1, 4, 0]);
});

test("orderByMargin() keeps the given order of equal margins", () => {
  expect(orderByMargin([0.75, 0.5, 0.75, 0.5])).toEqual([1, 3, 0, 2]);
});
