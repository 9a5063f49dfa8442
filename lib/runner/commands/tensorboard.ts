import { mkdirSync } from "node:fs";
import { join } from "node:path";
import getPort, { portNumbers } from "get-port";
import { root } from "../../core";
import { jupyterEnvironment, venvProgram } from "../../setup/jupyter";
import { installOptional } from "../../setup/optional-packages";
import { helpText } from "../flags";
import { spawnGroup } from "../process-group";

const command = {
  name: "npm run tensorboard",
  words: "[OPTIONS OF TENSORBOARD]",
  about: "the logs of all trainings under outputs/, in the browser",
  flags: [],
} as const;

/** TensorBoard's own port, and how many further ones are tried when it is taken. */
const ports = { first: 6006, more: 100 };

/**
 * `npm run tensorboard`: serves the logs of all trainings under outputs/ to this machine only; further arguments go to
 * TensorBoard. Installs it into the project's Python environment first. Ctrl-C ends it.
 */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(helpText(command));
    return 0;
  }
  installOptional("tensorboard");
  const own = join(root(), ".cache/tensorboard"); // it writes where temporary files are
  mkdirSync(own, { recursive: true });
  const port = await getPort({ host: "127.0.0.1", port: portNumbers(ports.first, ports.first + ports.more) });
  const options = [
    `--logdir=${join(root(), "outputs")}`,
    "--host=127.0.0.1",
    `--port=${port}`,
    "--samples_per_plugin=images=100", // of a training's samples it would show ten
  ];
  const { ended } = spawnGroup(
    venvProgram("tensorboard"),
    [...options, ...args],
    { cwd: root(), env: { ...jupyterEnvironment(), TMPDIR: own }, stdio: ["ignore", "inherit", "inherit"] },
    "SIGINT",
  );
  return (await ended) ?? 1;
}
