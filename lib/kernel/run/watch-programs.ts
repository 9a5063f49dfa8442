import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../project/root";
import { noteProgram } from "./interrupt";

/** What node:child_process starts every program by that is not waited for. */
interface Starter {
  readonly pid?: number;
  spawn(options: { readonly detached?: boolean }): unknown;
}

/** Has an interrupt end the programs that its cell has started; a detached one is meant to outlive it, as in a terminal. */
export function watchPrograms(): void {
  const { ChildProcess } = createRequire(join(root, "package.json"))("node:child_process") as {
    readonly ChildProcess: { readonly prototype: Starter };
  };
  const { spawn } = ChildProcess.prototype;
  ChildProcess.prototype.spawn = function (options) {
    const started: unknown = Reflect.apply(spawn, this, [options]);
    if (this.pid !== undefined) noteProgram(this.pid, options.detached === true);
    return started;
  };
}
