import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fail, root } from "../../core";
import { withoutTensorflowNotices } from "../../core/tensorflow-notices.mjs";
import { allocatorVariables } from "../../setup/jupyter";
import { kernelFlags } from "../../setup/kernel";
import type { Answer, Ready } from "./bench-case";
import { benchProgram } from "./bench-program";

/** A process that has prepared and makes steps on demand. */
export interface Contender {
  readonly name: string;
  /** It computes in less than float32. */
  readonly isLower: boolean;
  readonly versions: Ready["versions"];
  /** Makes n steps. @throws InputError with what the process wrote, when it ends in their stead */
  go(n: number): Promise<Answer>;
  end(): void;
}

/** Start command of a contender. */
export interface ContenderCommand {
  readonly name: string;
  readonly argv: readonly string[];
  readonly isLower?: boolean;
  /** Beside the usual. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Ours: a case of child.ts. */
export function ourCommand([name, options]: readonly [string, unknown]): ContenderCommand {
  return {
    name: "graft",
    argv: [process.execPath, ...kernelFlags, benchProgram(), name, JSON.stringify(options)],
  };
}

/** Name of ours where products are of bfloat16. */
export const ourLower = "graft bfloat16";

/** Ours with engine.precision=bfloat16, which also reports its error; ends at once on a processor without bfloat16. */
export function ourLowerCommand([name, options]: readonly [string, object]): ContenderCommand {
  const set = { "engine.precision": "bfloat16" };
  return { ...ourCommand([name, { ...options, set, error: true }]), name: ourLower, isLower: true };
}

/** Starts a contender and waits until it has prepared. @throws InputError with what it wrote, when it ends before */
export async function startContender({
  name,
  argv,
  environment,
  isLower = false,
}: ContenderCommand): Promise<Contender> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, {
    cwd: root(),
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      TF_CPP_MIN_LOG_LEVEL: "3",
      CUDA_VISIBLE_DEVICES: "",
      ...allocatorVariables,
      ...environment,
    },
  });
  let written = "";
  child.stderr.on("data", (data: Buffer) => (written = (written + data.toString()).slice(-2000)));
  child.on("error", ({ message }) => (written = message)); // it could not be started
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done === true) {
      const lastLine = withoutTensorflowNotices(written).trim().split("\n").at(-1) || "no word";
      fail(`time ${name}`, `it ended with "${lastLine}"`, "an answer", "Type the row alone.");
    }
    const text = String(value);
    // libraries say things on stdout, too
    return text.startsWith("{") ? (JSON.parse(text) as T) : answer<T>();
  };
  const { versions } = await answer<Ready>();
  return {
    name,
    isLower,
    versions,
    go: (n) => {
      child.stdin.write(`go ${n}\n`);
      return answer<Answer>();
    },
    end: () => void child.kill(),
  };
}
