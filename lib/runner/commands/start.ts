import { backend } from "../../engine/backend";
import { main as notebooks } from "./notebooks";

/** `npm start`: all five notebooks in profile quick on the phantom; on the WebAssembly engine, in profile smoke. */
export function main(args: readonly string[]): Promise<number> {
  return notebooks(args, backend === "native" ? "quick" : "smoke");
}
