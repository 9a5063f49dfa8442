import { defineConfig } from "vitest/config";

const slow = process.env["GRAFT_SLOW"] === "1";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: slow ? ["test/**/*.slow.test.ts"] : ["test/**/*.test.ts"],
    exclude: slow ? [] : ["test/**/*.slow.test.ts", "test/notebooks/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: slow ? 1_200_000 : 30_000,
    env: { TF_CPP_MIN_LOG_LEVEL: "2", TF_ENABLE_ONEDNN_OPTS: "1" },
  },
});
