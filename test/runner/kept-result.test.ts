import { expect, test, vi } from "vitest";
import { writeJson } from "../../lib/core";
import { keepResult, readKeptResult } from "../../lib/runner/kept-result";
import { temporary } from "../data/made-folder";

test("readKeptResult() returns a result of the same key alone, and says which is done again", () => {
  const file = `${temporary()}/result.json`;
  const said = vi.spyOn(console, "error").mockReturnValue();
  const judged = { comparisons: [], external: undefined, single: { a: 0.5 } };
  expect(readKeptResult(file, "k")).toBeUndefined();
  keepResult(file, "k", judged);
  expect(readKeptResult(file, "k")).toEqual({ comparisons: [], single: { a: 0.5 } });
  expect(said).not.toHaveBeenCalled();
  expect(readKeptResult(file, "another")).toBeUndefined();
  writeJson(file, judged); // of code that wrote no key
  expect(readKeptResult(file, "k")).toBeUndefined();
  expect(said.mock.calls.flat().map(String)).toEqual([
    expect.stringMatching(/other images, settings, seed or code: it is done again$/),
    expect.stringMatching(/done again$/),
  ]);
  said.mockRestore();
});
