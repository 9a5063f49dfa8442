import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../core";
import { jupyterEnvironment, program } from "../setup/jupyter";

/** `npm run lab`: opens JupyterLab on the notebooks; further arguments go to JupyterLab. Ctrl-C ends it. */
export function main(args: readonly string[]): Promise<number> {
  const environment = jupyterEnvironment();
  mkdirSync(environment["JUPYTER_RUNTIME_DIR"] ?? "", { recursive: true });
  const asRoot = process.getuid?.() === 0 ? ["--allow-root"] : [];
  const news = ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=None"];
  const options = [
    "lab",
    `--ServerApp.root_dir=${root()}`,
    "--LabApp.default_url=/lab/tree/notebooks/01-preprocess.ipynb",
    ...asRoot,
    ...news,
  ];
  const child = spawn(program("jupyter"), [...options, ...args], {
    cwd: join(root(), "notebooks"),
    env: environment,
    stdio: "inherit",
  });
  return new Promise((done) => child.on("close", (code) => done(code ?? 1)));
}
