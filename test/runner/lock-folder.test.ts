import { spawn } from "node:child_process";
import { once } from "node:events";
import type * as fs from "node:fs";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { lockFolder } from "../../lib/runner/lock-folder";
import { temporary } from "../data/made-folder";

/** What stands in for links in the test that changes it. */
const replaced = vi.hoisted(() => ({ link: undefined as ((from: string, to: string) => void) | undefined }));
vi.mock("node:fs", async (load) => {
  const real = await load<typeof fs>();
  const linkSync = (from: string, to: string): void => (replaced.link ?? real.linkSync)(from, to);
  return { ...real, linkSync };
});
afterEach(() => {
  replaced.link = undefined;
  vi.restoreAllMocks();
});

const gone = 2 ** 30; // no process has this number

const held = (pid: number | string): { readonly folder: string; readonly file: string } => {
  const folder = temporary();
  const file = join(folder, "lock");
  writeFileSync(file, `${pid}\n`);
  return { folder, file };
};

test("lockFolder() makes the folder, holds this process' number, and is gone when it is released", () => {
  const folder = join(temporary(), "new");
  const unlock = lockFolder(folder, "the study");
  expect(readFileSync(join(folder, "lock"), "utf8")).toBe(`${process.pid}\n`);
  writeFileSync(join(folder, "result"), "");
  unlock();
  expect(existsSync(join(folder, "lock"))).toBe(false);
  expect(existsSync(folder)).toBe(true);
});

test("lockFolder() leaves no folder that it has made where nothing came into it", () => {
  const folder = join(temporary(), "new");
  lockFolder(folder, "the study")();
  expect(existsSync(folder)).toBe(false);
  const before = temporary();
  lockFolder(before, "the study")();
  expect(existsSync(before)).toBe(true);
});

test("lockFolder() refuses a folder that a running process holds, and leaves its lock", () => {
  const { folder, file } = held(process.ppid);
  expect(() => lockFolder(folder, "the study")).toThrow(
    new RegExp(
      `^Cannot run the study in .*: process ${process.ppid} is at work there, expected one command at a time\\. Wait for it, or give --out\\.`,
    ),
  );
  expect(readFileSync(file, "utf8")).toBe(`${process.ppid}\n`);
});

test("lockFolder() takes over a lock whose process is gone, or that names none", () => {
  for (const pid of [gone, "", process.pid]) {
    const { folder, file } = held(pid);
    lockFolder(folder, "the study");
    expect(readFileSync(file, "utf8")).toBe(`${process.pid}\n`);
  }
});

test("lockFolder() leaves the lock to a process that has taken the stale one over since it was looked at", () => {
  const { folder, file } = held(gone);
  const kill = process.kill.bind(process);
  vi.spyOn(process, "kill").mockImplementation((pid, signal) => {
    if (pid !== gone) return kill(pid, signal);
    rmSync(file); // what another process does meanwhile: it has looked, too, and was first
    writeFileSync(file, `${process.ppid}\n`);
    throw Object.assign(new Error("no such process"), { code: "ESRCH" });
  });
  expect(() => lockFolder(folder, "the study")).toThrow(`process ${process.ppid} is at work there`);
  expect(readFileSync(file, "utf8")).toBe(`${process.ppid}\n`);
  expect(readdirSync(folder)).toEqual(["lock"]);
});

test("lockFolder() leaves a stale lock to a process that is about to remove it, unless that one is gone, too", () => {
  const { folder, file } = held(gone);
  writeFileSync(`${file}.removal`, `${process.ppid}\n`);
  expect(() => lockFolder(folder, "the study")).toThrow(`process ${process.ppid} is at work there`);
  expect(readFileSync(file, "utf8")).toBe(`${gone}\n`);
  writeFileSync(`${file}.removal`, `${gone + 1}\n`);
  lockFolder(folder, "the study");
  expect(readFileSync(file, "utf8")).toBe(`${process.pid}\n`);
  expect(readdirSync(folder)).toEqual(["lock"]);
});

test("lockFolder() makes no lock that is without its number for a moment: another process would take that over", () => {
  const folder = temporary();
  const file = join(folder, "lock");
  const made: string[] = [];
  replaced.link = (from, to) => {
    expect(existsSync(file)).toBe(false);
    made.push(readFileSync(from, "utf8"), to);
    writeFileSync(to, readFileSync(from));
  };
  lockFolder(folder, "the study");
  expect(made).toEqual([`${process.pid}\n`, file]);
});

test("lockFolder() locks a folder on a disc without links, too", () => {
  replaced.link = () => {
    throw Object.assign(new Error("operation not permitted"), { code: "EPERM" });
  };
  const folder = temporary();
  lockFolder(folder, "the study");
  expect(readFileSync(join(folder, "lock"), "utf8")).toBe(`${process.pid}\n`);
  const other = held(process.ppid);
  expect(() => lockFolder(other.folder, "the study")).toThrow(`process ${process.ppid} is at work there`);
});

test("lockFolder() does not release the lock of another process", () => {
  const folder = temporary();
  const unlock = lockFolder(folder, "the study");
  writeFileSync(join(folder, "lock"), `${process.ppid}\n`);
  unlock();
  expect(existsSync(join(folder, "lock"))).toBe(true);
});

test.runIf(process.platform === "linux")(
  "lockFolder() takes over the lock of a process that ended and was not waited for",
  async () => {
    const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 30"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void parent.kill());
    const [pid] = (await once(parent.stdout, "data")) as [Buffer];
    await new Promise((resolve) => setTimeout(resolve, 1000)); // its parent sleeps on and never looks
    expect(existsSync(`/proc/${Number(pid)}`)).toBe(true);
    const { folder, file } = held(Number(pid));
    lockFolder(folder, "the study");
    expect(readFileSync(file, "utf8")).toBe(`${process.pid}\n`);
  },
);

test("lockFolder() says where there is a file instead of a folder, or below one", () => {
  const file = join(temporary(), "report.html");
  writeFileSync(file, "");
  for (const folder of [file, join(file, "below")])
    expect(() => lockFolder(folder, "notebooks")).toThrow(
      /^Cannot run notebooks in .*: E(EXIST|NOTDIR): .*, expected a folder that can be written\. Give another --out/,
    );
});
