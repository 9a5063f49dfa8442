import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const slow = process.env["GRAFT_SLOW"] === "1";
const notebooks = process.env["GRAFT_NOTEBOOKS"] === "1"; // needs the run folder that `npm test` makes just before

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: [
      slow ? "test/**/*.slow.test.ts" : notebooks ? "test/notebooks/**/*.test.ts" : "test/**/*.test.ts",
    ],
    exclude: slow ? [] : ["test/**/*.slow.test.ts", ...(notebooks ? [] : ["test/notebooks/**"])],
    pool: "forks",
    maxWorkers: slow ? 1 : 2,
    testTimeout: slow ? 1_200_000 : 30_000,
    env: { TF_CPP_MIN_LOG_LEVEL: "2", TF_ENABLE_ONEDNN_OPTS: "1" },
  },
});
