import { readFileSync, writeSync } from "node:fs";

/** Where and how the client connects: the connection file that Jupyter writes. */
export interface Connection {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

/** Reads a connection file. One that is not there or cannot be read ends the process: a line on stderr says why. */
export function readConnection(file: string): Connection {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Connection;
  } catch {
    const found = `Cannot start the kernel: "${file}" cannot be read, expected the connection file of a Jupyter client.`;
    writeSync(2, `${found} Start it from JupyterLab, nbconvert or VS Code.\n`);
    return process.exit(1);
  }
}

/** The address of one of the connection's ports. */
export function formatAddress({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}
