import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, writeJson } from "../../core";
import { jupyterEnvironment, venvProgram } from "../../setup/jupyter";
import { spawnGroup } from "../process-group";

/** JupyterLab as the notebooks want it: long lines wrap, and no question about news of the Jupyter project. */
const preferences = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  "@jupyterlab/notebook-extension:tracker": { codeCellConfig: { lineNumbers: false, lineWrap: true } },
};

/**
 * `npm run lab`: opens JupyterLab on the notebooks; further arguments go to JupyterLab. Ctrl-C ends it and its kernels,
 * without a question: JupyterLab saves notebooks by itself.
 */
export async function main(args: readonly string[]): Promise<number> {
  const environment = jupyterEnvironment();
  mkdirSync(environment["JUPYTER_RUNTIME_DIR"] ?? "", { recursive: true });
  writeJson(join(root(), ".venv/share/jupyter/lab/settings/overrides.json"), preferences);
  const options = [
    `--ServerApp.root_dir=${root()}`,
    "--LabApp.default_url=/lab/tree/notebooks/01-preprocess.ipynb",
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
  ];
  const { ended } = spawnGroup(
    venvProgram("jupyter"),
    ["lab", ...options, ...args],
    { cwd: join(root(), "notebooks"), env: environment, stdio: ["ignore", "inherit", "inherit"] },
    "SIGTERM",
  );
  return (await ended) ?? 1;
}
