import { cpus } from "node:os";
import { expect, test } from "vitest";
import { chooseEngine, engineFlags, openEngine } from "../../lib/runner/open-engine";
import { readCommandLine } from "../../lib/runner/flags";
import { isInstalled } from "../../lib/setup/optional-packages";

const command = { name: "npm run study", about: "", flags: engineFlags } as const;
const choose = (...args: string[]) => chooseEngine(readCommandLine(command, args)?.values ?? {});

test("chooseEngine() takes this machine's processors, or Ray where one of its options is given", () => {
  expect(choose()).toEqual({ name: "local", processes: cpus().length });
  expect(choose("--engine", "ray", "--processes", "3")).toEqual({ name: "ray", processes: 3 });
  expect(choose("--address", "10.0.0.1:6379", "--max-trials", "40")).toEqual({
    name: "ray",
    processes: cpus().length,
    address: "10.0.0.1:6379",
    maxTrials: 40,
  });
});

test.each([
  [["--engine", "slurm"], /^Cannot use --engine: "slurm", expected local or ray/],
  [["--address", "here"], /^Cannot use --address: "here", expected HOST:PORT/],
  [["--max-trials", "0"], /^Cannot use --max-trials: "0"/],
  [["--engine", "local", "--address", "h:1"], /^Cannot use --address: --engine local, expected --engine ray/],
])("chooseEngine() refuses %j", (args, message) => {
  expect(() => choose(...args)).toThrow(message);
});

test("openEngine() says what to type where Ray is missing, and what answers nobody", async () => {
  await expect(openEngine(choose("--address", "127.0.0.1:9"), "quick")).rejects.toThrow(
    isInstalled("ray")
      ? /^Cannot run on Ray: nothing answers at 127\.0\.0\.1:9 \(.*ECONNREFUSED.*\), expected the head of a cluster/
      : /^Cannot run on Ray: it is not installed, .* Type {2}npm run ray:install /,
  );
});
