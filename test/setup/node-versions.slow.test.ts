import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../lib/core/files";
import { jupyterEnvironment, kernelspec, venvProgram } from "../../lib/setup/jupyter";
import { nodeOf } from "./node-wheel";

const cell = (...source: string[]) => ({
  cell_type: "code",
  id: `cell-${source.length}`,
  execution_count: null,
  metadata: {},
  outputs: [],
  source: source.join("\n"),
});

/** A notebook of two cells: strict TypeScript on the engine, then the training step. */
const notebook = {
  cells: [
    cell(
      'import { ready, tf } from "../../../lib/engine";',
      'import { oneStep } from "../../../test/setup/one-step";',
      "const engine: string = await ready();",
      "console.log(engine, tf.scalar(2).square().dataSync()[0]);",
    ),
    cell("await oneStep(process.env.ONE_STEP_FOLDER ?? '')"),
  ],
  metadata: { kernelspec: { name: "other-node", display_name: "another Node", language: "typescript" } },
  nbformat: 4,
  nbformat_minor: 5,
};

describe.each(["22.20.0", "24.19.0"])("Node %s", (version) => {
  let node = "";
  let folder = "";
  beforeAll(() => {
    node = nodeOf(version);
    mkdirSync(join(root(), ".cache/tests"), { recursive: true });
    folder = mkdtempSync(join(root(), ".cache/tests/node-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("trains one step, saves it as .h5 and loads it again", () => {
    const code = `require("./test/setup/one-step.ts").oneStep(${JSON.stringify(folder)}).then(console.log)`;
    const ran = spawnSync(node, ["--no-warnings", "--import", "tsx", "-e", code], {
      cwd: root(),
      encoding: "utf8",
    });
    expect(ran.stdout, ran.stderr).toMatch(new RegExp(`^${version} native [\\d.]+ [\\d.]+ 0$`, "m"));
    expect(ran.status).toBe(0);
  });

  it("makes the kernel's start-up snapshot", () => {
    const ran = spawnSync(node, [join(root(), "lib/kernel/start.cjs"), "--snapshot"], { encoding: "utf8" });
    expect(ran.status, ran.stderr).toBe(0);
  });

  it("runs the kernel from it: a notebook trains one step and saves it as .h5", () => {
    rmSync(join(folder, "generator.h5"), { force: true });
    const spec = join(folder, "jupyter/kernels/other-node");
    mkdirSync(spec, { recursive: true });
    writeFileSync(join(spec, "kernel.json"), JSON.stringify(kernelspec(node)));
    writeFileSync(join(folder, "step.ipynb"), JSON.stringify(notebook));
    const args = ["nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb", "step.ipynb"];
    const env = { ...jupyterEnvironment(), JUPYTER_PATH: join(folder, "jupyter"), ONE_STEP_FOLDER: folder };
    const ran = spawnSync(venvProgram("jupyter"), args, { cwd: folder, encoding: "utf8", env });
    expect(ran.status, ran.stderr).toBe(0);
    const said = readFileSync(join(folder, "done.ipynb"), "utf8");
    expect(said).toContain("native 4");
    expect(said).toMatch(new RegExp(`${version} native [\\d.]+ [\\d.]+ 0`));
    expect(existsSync(join(folder, "generator.h5"))).toBe(true);
  });
});
