import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Jupyter from "tslab/dist/jupyter";
import { root } from "../project/root";

/** tslab's Jupyter server and what its display functions write to. */
export type TslabServer = Pick<typeof Jupyter, "JupyterHandlerImpl" | "ZmqServer"> & {
  lastWriteDisplayData: typeof Jupyter.lastWriteDisplayData;
};

/** Loads tslab's server; after the session is open, so that it comes on the project's TypeScript. */
export function loadTslabServer(): TslabServer {
  const tslab = createRequire(join(root, "package.json")).resolve("tslab/package.json");
  return createRequire(tslab)("./dist/jupyter.js") as TslabServer;
}
