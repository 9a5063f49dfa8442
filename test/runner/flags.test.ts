import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { flags, helpText, readCommandLine } from "../../lib/runner/flags";

const command = {
  name: "npm run x",
  words: "[WORD ...]",
  about: "does x",
  flags: ["profile", "data", "out", "seed", "set", "processes", "plan"],
} as const;
const read = (...args: string[]) => readCommandLine(command, args);

afterEach(() => vi.restoreAllMocks());

describe("readCommandLine()", () => {
  it("reads each value by its row, repeated ones as a list, and leaves out what was not given", () => {
    const line = read(
      "a",
      "--profile",
      "smoke",
      "--set",
      "gan.epochs=6",
      "b",
      "--set",
      "x.y= z=1 ",
      "--plan",
    );
    expect(line?.words).toEqual(["a", "b"]);
    expect(line?.values).toEqual({
      profile: "smoke",
      set: [
        ["gan.epochs", "6"],
        ["x.y", "z=1"],
      ],
      plan: true,
    });
    expect(read("--seed=-3", "--processes", "2", "--out", "here")?.values).toEqual({
      seed: -3,
      processes: 2,
      out: resolve("here"),
    });
  });

  it("takes the phantom and a folder that is there as data, and refuses another", () => {
    const folder = mkdtempSync(`${tmpdir()}/flags-`);
    expect(read("--data", "phantom")?.values.data).toBe("phantom");
    expect(read("--data", folder)?.values.data).toBe(folder);
    rmSync(folder, { recursive: true });
    expect(() => read("--data", folder)).toThrow(/is no folder.* Check the path given with --data\./);
  });

  it.each([
    [
      ["--profil", "smoke"],
      /Unknown option '--profil'.*Nearest: --profile\. All options: npm run x -- --help$/,
    ],
    [["--rounds", "3"], /Unknown option '--rounds'/], // an option of another command
    [["--seed"], /^Cannot use --seed: Option '--seed <value>' argument missing, expected --seed N\. /],
    [
      ["--seed", "-3"],
      /^Cannot use --seed: .* is ambiguous, expected --seed N\. .* follows "=": --seed=-1\.$/,
    ],
    [
      ["--profile", "smok"],
      /^Cannot use --profile: "smok", expected smoke, quick, paper\. Nearest: smoke\.$/,
    ],
    [["--seed", "1.5"], /^Cannot use --seed: "1.5", expected a whole number\. Give --seed 1, for example\.$/],
    [["--seed", ""], /^Cannot use --seed: "", expected a whole number/],
    [["--processes", "0"], /^Cannot use --processes: "0", expected a whole number from 1/],
    [["--set", "=3"], /^Cannot use --set: "=3", expected key=value/],
  ])("refuses %j and says what is right", (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });

  it("refuses words where a command takes none", () => {
    expect(() => readCommandLine({ name: "npm run x", about: "does x", flags: ["seed"] }, ["a"])).toThrow(
      /Unexpected argument 'a'/,
    );
  });

  it("prints the help for --help and reads nothing", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect(read("--help", "--seed", "1")).toBeUndefined();
    expect(log).toHaveBeenCalledExactlyOnceWith(helpText(command));
  });
});

describe("helpText()", () => {
  it("has one line per option of the command, with its value and meaning, and no other command's", () => {
    const text = helpText({ ...command, more: () => "And more." });
    expect(text.split("\n")[0]).toBe("npm run x -- [WORD ...] [options]      does x");
    for (const name of [...command.flags, "help"] as const)
      expect(
        text.split("\n").filter((l) => l.includes(`--${name} `) && l.endsWith(flags[name].about)),
      ).toHaveLength(1);
    expect(text).not.toContain("--rounds");
    expect(text.endsWith("\n\nAnd more.")).toBe(true);
  });
});
