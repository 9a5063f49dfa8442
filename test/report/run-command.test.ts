import { expect, it } from "vitest";
import { openRun, type RunParameters } from "../../lib/core";
import { runCommand } from "../../lib/report/run-command";

const command = (more: Partial<RunParameters> = {}) =>
  runCommand(openRun({ profile: "quick", data: "phantom", seed: 1, ...more }));

it("runCommand() makes the run again: data, seed, folder and changed settings, defaults left out", () => {
  expect(command()).toBe("npm run notebooks -- --profile quick --seed 1");
  const other = { data: "/some/data", seed: 3, out: "/other/run", set: { "gan.epochs": "60" } };
  expect(command(other)).toBe(
    "npm run notebooks -- --profile quick --data /some/data --seed 3 --out /other/run --set gan.epochs=60",
  );
});

it("runCommand() quotes what a shell would take apart", () => {
  expect(command({ data: "/some/head ct", out: "/it's/$HOME", set: { "data.groupPattern": "(p.)_" } })).toBe(
    "npm run notebooks -- --profile quick --data '/some/head ct' --seed 1 --out '/it'\\''s/$HOME' --set 'data.groupPattern=(p.)_'",
  );
});
