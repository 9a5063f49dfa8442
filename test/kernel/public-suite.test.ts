import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../lib/core";
import { jupyterEnvironment, venvProgram } from "../../lib/setup/jupyter";

test("jupyter_kernel_test, the public suite for kernels, passes but for the pager, which the kernel has not", () => {
  const { status, stderr } = spawnSync(venvProgram("python"), [join(root(), "test/kernel/public_suite.py")], {
    encoding: "utf8",
    env: jupyterEnvironment(),
    timeout: 240_000,
  });
  expect(stderr).toMatch(/Ran 12 tests in [\d.]+s\n\nOK \(skipped=1\)/);
  expect(status, stderr).toBe(0);
}, 240_000);
