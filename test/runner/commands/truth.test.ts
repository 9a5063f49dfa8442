import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "../../../lib/runner/commands/truth";
import { runTruthStudy } from "../../../lib/runner/truth/run-truth-study";
import { temporary } from "../../data/made-folder";

vi.mock("../../../lib/runner/truth/run-truth-study", () => ({ runTruthStudy: vi.fn() }));

let printed: string[];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => vi.restoreAllMocks());

const trialIn = (folder: string): Promise<number> =>
  main(["--studies", "2", "--images", "41", "--set", "data.images=100", "--out", folder]);

test("npm run truth says how many images are drawn, of as many phantoms as are asked for", async () => {
  const folder = temporary();
  vi.mocked(runTruthStudy).mockImplementation(() => {
    expect(existsSync(join(folder, "lock"))).toBe(true);
    return Promise.resolve(undefined); // as where it is stopped
  });
  expect(await trialIn(folder)).toBe(1);
  expect(printed[0]).toContain("2 studies of 40 of its 100 images, as many of each class, in ");
  expect(vi.mocked(runTruthStudy).mock.calls[0]![1].chosen).toHaveLength(40);
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("npm run truth refuses a folder in which another process runs it", async () => {
  const folder = temporary();
  writeFileSync(join(folder, "lock"), `${process.ppid}\n`);
  await expect(trialIn(folder)).rejects.toThrow(
    /^Cannot run the truth trial in .*: process \d+ is at work there/,
  );
});
