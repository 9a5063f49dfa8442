import { expect, test } from "vitest";
import { orderByDensity } from "../../../lib/evaluation/selection/order-by-density";
import { vectors } from "../../../lib/ml/vectors";

test("orderByDensity() takes the middle of the crowd first and the lone one last", () => {
  expect(orderByDensity(vectors([[0], [50], [2], [1], [-5]]), 2)).toEqual([3, 0, 2, 4, 1]);
  expect(orderByDensity(vectors([[3]]))).toEqual([0]);
});
