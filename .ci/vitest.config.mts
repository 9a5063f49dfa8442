import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// GRAFT_SLOW=1 chooses the slow tests, GRAFT_LONG=1 the long ones, both together both; without either: the quick ones
const slow = process.env["GRAFT_SLOW"] === "1";
const long = process.env["GRAFT_LONG"] === "1";
const notebooks = process.env["GRAFT_NOTEBOOKS"] === "1"; // needs the run folder that `npm test` makes just before

const all = "test/**/*.test.ts";
const slowTests = "test/**/*.slow.test.ts";
const longTests = "test/**/*.long.test.ts";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include:
      slow || long
        ? [...(slow ? [slowTests] : []), ...(long ? [longTests] : [])]
        : [notebooks ? "test/notebooks/**/*.test.ts" : all],
    exclude: slow || long ? [] : [slowTests, longTests, ...(notebooks ? [] : ["test/notebooks/**"])],
    pool: "forks",
    maxWorkers: slow || long ? 1 : 2,
    testTimeout: slow || long ? 1_200_000 : 120_000, // of a busy machine: no test is about time
    env: { TF_CPP_MIN_LOG_LEVEL: "2", TF_ENABLE_ONEDNN_OPTS: "1" },
  },
});
