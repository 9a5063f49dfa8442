import { expect, test, vi } from "vitest";
import { runChecks, type Check } from "../../lib/runner/run-checks";

const node = (name: string, code: string, isSingle: boolean): Check => ({
  name,
  program: process.execPath,
  args: ["-e", code],
  isSingle,
});

test("runChecks() runs checks of one processor side by side, shows each one's output under its name, and counts failures", async () => {
  let printed = "";
  const keep = (...texts: unknown[]): boolean => {
    printed += `${texts.join(" ")}\n`;
    return true;
  };
  const spies = [
    vi.spyOn(console, "log").mockImplementation(keep),
    vi.spyOn(process.stdout, "write").mockImplementation(keep as typeof process.stdout.write),
  ];
  const later = "setTimeout(() => console.log('first says this'), 300)";
  const code = await runChecks([
    node("first", later, true),
    node("second", "console.error('second fails'); process.exitCode = 3", true),
    node("third", "", false),
  ]);
  for (const spy of spies) spy.mockRestore();
  expect(code).toBe(1);
  expect(printed).toMatch(
    /== first\nfirst says this[\s\S]*== first: passed[\s\S]*== second\nsecond fails[\s\S]*== second: FAILED[\s\S]*== third\n[\s\S]*== third: passed/,
  );
  expect(printed).toContain("failed: second\n");
  expect(printed).toMatch(/\n2 passed, 1 failed\n$/);
});

test("runChecks() counts a program that cannot be started as failed", async () => {
  const spy = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const missing = { name: "missing", program: "/nowhere/program", args: [], isSingle: true };
  expect(await runChecks([missing])).toBe(1);
  spy.mockRestore();
});
