import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../lib/kernel/run/failure";

describe("failureOf()", () => {
  test("names an error and shows its cause", () => {
    const error = new RangeError("out", { cause: new Error("deep") });
    const { ename, evalue, traceback } = describeFailure(error);
    expect([ename, evalue]).toEqual(["RangeError", "out"]);
    expect(traceback.join("\n")).toMatch(/RangeError: out[^]*cause[^]*deep/);
  });

  test.each([
    ["a word", "a word"],
    [undefined, "undefined"],
    [null, "null"],
    [{ code: 3 }, "{ code: 3 }"],
    [Symbol("s"), "Symbol(s)"],
  ])("shows %o although it is no error", (thrown, evalue) => {
    expect(describeFailure(thrown)).toMatchObject({ ename: "Error", evalue });
  });
});
