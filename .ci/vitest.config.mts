import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// GRAFT_SLOW=1 chooses the slow tests, GRAFT_LONG=1 the long ones, both together both; without either: the quick ones
const slow = process.env["GRAFT_SLOW"] === "1";
const long = process.env["GRAFT_LONG"] === "1";
const notebooks = process.env["GRAFT_NOTEBOOKS"] === "1"; // needs the run folder that `npm test` makes just before

const slowTests = "test/**/*.slow.test.ts";
const longTests = "test/**/*.long.test.ts";
/** Each needs a process that has loaded nothing before: another engine, a module replaced, or a look at all that is loaded. */
const alone = [
  "test/engine/wasm.test.ts",
  "test/training/augmentation/augmentation-wasm.test.ts",
  "test/compile/record-ahead.test.ts",
  "test/figures/table.test.ts",
];
const isQuick = !slow && !long && !notebooks;

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    pool: "forks",
    maxWorkers: slow || long ? 1 : 2,
    testTimeout: slow || long ? 1_200_000 : 120_000, // of a busy machine: no test is about time
    env: { TF_CPP_MIN_LOG_LEVEL: "2", TF_ENABLE_ONEDNN_OPTS: "1" },
    ...(isQuick
      ? {
          projects: [
            // all others share two processes: a third of the time went into loading the same modules 480 times
            {
              extends: true,
              test: {
                name: "quick",
                isolate: false,
                include: ["test/**/*.test.ts"],
                exclude: [slowTests, longTests, "test/notebooks/**", ...alone],
              },
            },
            { extends: true, test: { name: "alone", include: alone } },
          ],
        }
      : {
          include: [
            ...(slow ? [slowTests] : []),
            ...(long ? [longTests] : []),
            ...(notebooks ? ["test/notebooks/**/*.test.ts"] : []),
          ],
          exclude: slow || long ? [] : [slowTests, longTests],
        }),
  },
});
