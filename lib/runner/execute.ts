import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { handedOver, progressFile, root, type RunParameters } from "../core";
import { jupyterEnvironment, program } from "../setup/jupyter";
import { contained } from "./contained";

/** The variable that names the file in which the kernel writes errors thrown after their cell has ended. */
const lateErrors = "GRAFT_LATE_ERRORS";

const stopped = "stopped. Trainings go on from their last checkpoint when the same command is given again.";

/** How an execution ended. */
export interface Executed {
  readonly ok: boolean;
  readonly seconds: number;
  /** What nbconvert said, the failing cell and its error included. */
  readonly said: string;
}

/**
 * Executes one notebook headlessly by nbconvert on the project's kernel, and prints its progress lines meanwhile.
 *
 * @param out the run folder: the executed notebook goes to OUT/notebooks, only when every cell has run
 * @param folder where NAME.ipynb lies
 * @returns not ok when a cell fails, the kernel dies, or a timer or promise that a cell set going fails before the end
 */
export async function execute(
  name: string,
  parameters: RunParameters,
  out: string,
  folder = join(root(), "notebooks"),
): Promise<Executed> {
  const began = Date.now();
  const lines = join(out, ".progress");
  const late = join(out, ".late-errors");
  const executed = join(out, "notebooks", `${name}.ipynb`);
  mkdirSync(join(out, "notebooks"), { recursive: true });
  for (const file of [lines, late]) writeFileSync(file, "");
  const args = ["nbconvert", "--to", "notebook", "--execute", `--ExecutePreprocessor.kernel_name=graft`];
  const more = [
    "--ExecutePreprocessor.timeout=-1",
    "--output-dir",
    join(out, "notebooks"),
    "--output",
    `${name}.ipynb`,
  ];
  const { child, ended, isStopped } = contained(
    program("jupyter"),
    [...args, ...more, join(folder, `${name}.ipynb`)],
    {
      cwd: root(),
      env: {
        ...jupyterEnvironment(),
        [handedOver]: JSON.stringify({ ...parameters, out }),
        [progressFile]: lines,
        [lateErrors]: late,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
    "SIGINT",
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (t: string) => (said += t));
  const follow = follower(lines);
  const timer = setInterval(follow, 500);
  const code = await ended;
  clearInterval(timer);
  follow();
  const after = code === 0 ? readFileSync(late, "utf8") : "";
  if (after !== "") rmSync(executed, { force: true });
  for (const file of [lines, late]) rmSync(file, { force: true });
  const words = isStopped() ? stopped : after === "" ? said : after;
  const ok = code === 0 && after === "" && !isStopped();
  return { ok, seconds: (Date.now() - began) / 1000, said: words };
}

/** Prints new progress lines: on a terminal over each other, elsewhere one every five seconds and each job's last. */
function follower(file: string): () => void {
  let at = 0;
  let last = 0;
  return () => {
    if (!existsSync(file) || statSync(file).size <= at) return;
    const text = readFileSync(file, "utf8").slice(at);
    at += text.length;
    for (const line of text.split("\n").filter((l) => l !== "")) {
      const finished = line.includes(" in all");
      if (process.stdout.isTTY) process.stdout.write(`\r    ${line}`.padEnd(110) + (finished ? "\n" : ""));
      else if (finished || Date.now() - last > 5000) {
        console.log(`    ${line}`);
        last = Date.now();
      }
    }
  };
}

/** The failing cell and its error out of what nbconvert said. */
export function failure(said: string): string {
  const at = said.lastIndexOf("An error occurred while executing the following cell");
  return (at >= 0 ? said.slice(at) : said).trim().split("\n").slice(-60).join("\n");
}
