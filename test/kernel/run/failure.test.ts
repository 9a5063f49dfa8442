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
    ["(0 , __session.f) is not a function", "f is not a function"],
    ["__session.naïve.at is not a function", "naïve.at is not a function"],
    ["(0 , b_1.f) is not a function", "f is not a function"],
    ["(0 , g) is no name", "(0 , g) is no name"],
  ])("names variables as they were written: %s", (message, written) => {
    expect(describeFailure(new TypeError(message)).evalue).toBe(written);
  });

  test("cuts a message that is too long, and shows one that is no text", () => {
    const { evalue, traceback } = describeFailure(new Error("x".repeat(300_000)));
    expect(evalue).toMatch(/x\n\.\.\. 100000 more characters are not shown$/);
    expect(traceback.join("\n").length).toBeLessThan(201_000);
    const odd = Object.assign(new Error("m"), { message: 5, name: ["N"] });
    expect(describeFailure(odd)).toMatchObject({ ename: "N", evalue: "5" });
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
