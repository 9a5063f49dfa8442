import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// GRAFT_SLOW=1 chooses the slow tests, GRAFT_LONG=1 the long ones, both together both; without either: the quick ones
const slow = process.env["GRAFT_SLOW"] === "1";
const long = process.env["GRAFT_LONG"] === "1";
const notebooks = process.env["GRAFT_NOTEBOOKS"] === "1"; // needs the run folder that `npm test` makes just before

const slowTests = "test/**/*.slow.test.ts";
const longTests = "test/**/*.long.test.ts";
/**
 * Folders whose tests share two processes, since most of their time was loading the same modules 280 times. Tests that choose how
 * the engine computes, replace modules, or look at what their process waits for have one each.
 */
const shared =
  "test/{data,evaluation,figures,inversion,ml,models,phantom,quality,report,statistics,study}/**/*.test.ts";
/** In one of these folders, but it looks at all that its process has loaded. */
const alone = "test/figures/table.test.ts";
const isQuick = !slow && !long && !notebooks;

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    pool: "forks",
    maxWorkers: slow || long ? 1 : 2,
    testTimeout: slow || long ? 1_200_000 : 120_000, // of a busy machine: no test is about time
    hookTimeout: slow || long ? 1_200_000 : 120_000,
    env: { TF_CPP_MIN_LOG_LEVEL: "2", TF_ENABLE_ONEDNN_OPTS: "1" },
    ...(isQuick
      ? {
          projects: [
            {
              extends: true,
              test: {
                name: "shared",
                isolate: false,
                include: [shared],
                exclude: [slowTests, longTests, alone],
              },
            },
            {
              extends: true,
              test: {
                name: "own",
                include: ["test/**/*.test.ts"],
                exclude: [slowTests, longTests, "test/notebooks/**", shared],
              },
            },
            { extends: true, test: { name: "alone", include: [alone] } },
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
