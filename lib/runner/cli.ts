import { fail, formatList, InputError } from "../core/errors";
import { nearestName } from "../core/nearest-name";
import { setUp } from "../setup";

/** The commands of package.json's scripts; each is one file that exports `main`. */
const commands: Readonly<Record<string, () => Promise<{ main(args: readonly string[]): Promise<number> }>>> =
  {
    start: () => import("./commands/start"),
    notebooks: () => import("./commands/notebooks"),
    data: () => import("./commands/data"),
    study: () => import("./commands/study"),
    lab: () => import("./commands/lab"),
    test: () => import("./commands/test"),
    "test:slow": () => import("./commands/test-slow"),
    "test:long": () => import("./commands/test-long"),
    "test:browser": () => import("./commands/test-browser"),
    "kernel:install": () => import("./commands/kernel-install"),
    "kernel:remove": () => import("./commands/kernel-remove"),
    tensorboard: () => import("./commands/tensorboard"),
    "ray:install": () => import("./commands/ray-install"),
    bench: () => import("./commands/bench"),
    ablation: () => import("./commands/ablation"),
    truth: () => import("./commands/truth"),
    golden: () => import("./commands/golden"),
    fix: () => import("./commands/fix"),
  };

async function main(): Promise<number> {
  const [command = "setup", ...args] = process.argv.slice(2);
  const load = commands[command];
  const names = ["setup", ...Object.keys(commands)];
  if (!names.includes(command))
    fail(
      "run a command",
      `"${command}"`,
      formatList(names, names.length),
      `Nearest: ${nearestName(command, names)}.`,
    );
  setUp();
  if (load) return (await load()).main(args);
  console.log(`set-up: ready (${((Date.now() - Number(process.env["GRAFT_BEGAN"])) / 1000).toFixed(1)} s)`);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof InputError ? `\n${error.message}` : error);
    process.exit(1);
  },
);
