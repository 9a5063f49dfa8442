import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  findCause,
  cleanEnvironment,
  lastLines,
  remedyFor,
  runProgram,
  type Cause,
} from "../../lib/setup/run-program";
import { inProjectOfItsOwn, type Project } from "./project";

let here: Project;
inProjectOfItsOwn((own) => (here = own));
afterEach(() => vi.unstubAllEnvs());

describe("run()", () => {
  it("hands arguments over as they are", () => {
    here.script("show", 'for a in "$@"; do echo "<$a>"; done');
    const args = ["a b", "$HOME", "'", '"', "*", ""];
    expect(runProgram(join(here.folder, "programs/show"), args).stdout).toBe(
      args.map((a) => `<${a}>\n`).join(""),
    );
  });

  it("tells a program that is not there by exit code 127", () => {
    expect(runProgram("no-such-program", []).status).toBe(127);
  });

  it("puts the program's number into the lock while others must wait", () => {
    here.write(".cache/lock/1", "");
    vi.stubEnv("GRAFT_LOCK", join(here.folder, ".cache/lock"));
    here.script("number", "echo $$");
    const number = runProgram(join(here.folder, "programs/number"), []).stdout.trim();
    expect(readdirSync(".cache/lock")).toContain(number);
  });

  it("keeps the programs' temporary files in the project", () => {
    here.script("where", 'echo "$TMPDIR"');
    expect(runProgram(join(here.folder, "programs/where"), []).stdout.trim()).toBe(
      join(here.folder, ".cache/tmp"),
    );
  });
});

describe("cleanEnvironment()", () => {
  it("drops what leads Python, pip and Jupyter elsewhere, and keeps the way to the package index", () => {
    const dropped = [
      "PYTHONPATH",
      "PYTHONHOME",
      "VIRTUAL_ENV",
      "PIP_TARGET",
      "PIP_USER",
      "PIP_NO_DEPS",
      "JUPYTER_PATH",
    ];
    const kept = ["PIP_INDEX_URL", "PIP_CERT", "PIP_PROXY", "HTTPS_PROXY", "HOME", "PATH"];
    for (const name of [...dropped, ...kept]) vi.stubEnv(name, "x");
    const names = Object.keys(cleanEnvironment());
    expect(names).toEqual(expect.arrayContaining(kept));
    expect(names.filter((name) => dropped.includes(name))).toEqual([]);
  });
});

const failed = (stderr: string) => ({ pid: 1, output: [], stdout: "", stderr, status: 1, signal: null });

describe("cause()", () => {
  // the words are pip's own
  const cases: [Cause, string][] = [
    ["disc", "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"],
    ["rights", "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'"],
    [
      "network",
      "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError'\n" +
        "ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (from versions: none)\nERROR: No matching distribution found for anyio==4.16.0",
    ],
    [
      "absent",
      "ERROR: Could not find a version (from versions: 2.20.0)\nERROR: No matching distribution found for tensorflow-cpu==2.21.0",
    ],
    ["hash", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."],
    ["unknown", "ERROR: something else"],
  ];
  it.each(cases)("reads %s out of pip's words", (expected, words) => {
    expect(findCause(failed(words))).toBe(expected);
  });

  it("has something to do for each, which ends in typing the same again", () => {
    for (const [name] of cases) expect(remedyFor(name)).toMatch(/then type the same command again\.$/);
  });
});

describe("lastWords()", () => {
  it("are the last lines", () => {
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    expect(lastLines(failed(lines.join("\n"))).split("\n")).toEqual(lines.slice(-8));
  });

  it("name the signal or exit code of a program that said nothing", () => {
    expect(lastLines({ ...failed(""), status: null, signal: "SIGILL" })).toContain("SIGILL");
    expect(lastLines(failed(""))).toContain("exit code 1");
  });
});
