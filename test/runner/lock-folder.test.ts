import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockFolder } from "../../lib/runner/lock-folder";
import { temporary } from "../data/made-folder";

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
  for (const gone of [2 ** 30, "", process.pid]) {
    const { folder, file } = held(gone);
    lockFolder(folder, "the study");
    expect(readFileSync(file, "utf8")).toBe(`${process.pid}\n`);
  }
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
