import { expect, test } from "vitest";
import { dataSource } from "../../lib/data";
import { volumes } from "./cases/volumes";
import { made } from "./made-folder";

test("divideFiles() counts the slices that are taken before anything is decoded", async () => {
  const source = dataSource(made(volumes(20)));
  expect(await source.classSizes(0, { slices: "every:2" })).toEqual([30, 30]);
  expect(await source.classSizes(0)).toEqual([10, 10]);
});
