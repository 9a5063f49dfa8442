import { readFileSync } from "node:fs";

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

/**
 * Reads a connection file.
 *
 * @throws Error when there is none or it cannot be read
 */
export function readConnection(file: string | undefined): Connection {
  try {
    return JSON.parse(readFileSync(file ?? "", "utf8")) as Connection;
  } catch {
    throw new Error(
      `Cannot start the kernel: "${file ?? ""}" cannot be read, expected the connection file of a Jupyter client. ` +
        "Start it from JupyterLab, nbconvert or VS Code.",
    );
  }
}

/** The address of one of the connection's ports. */
export function formatAddress({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}
