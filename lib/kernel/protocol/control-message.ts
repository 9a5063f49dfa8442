import type { Connection } from "./connection";
import type { Content, Frame, Header } from "./message";

/** Data that the control thread starts with. */
export interface ControlStart {
  readonly connection: Connection;
  /** Shared: [0] is 1 while an interrupt is pending, [1] while a cell runs, [2] while it waits for a program. */
  readonly flag: Int32Array;
  /** Shared: process ids of the programs that go on when the one that the main thread waits for is ended; then zeros. */
  readonly spared: Int32Array;
  /** Shared: [0] number of messages for iopub that are not sent yet. */
  readonly backlog: Int32Array;
}

/** From the main thread to the control thread. */
export type ControlMessage =
  | { readonly kind: "info"; readonly content: Content }
  /** The request that outputs belong to from now on. */
  | { readonly kind: "parent"; readonly parent: Header }
  | { readonly kind: "stream"; readonly name: string; readonly text: string; readonly parent?: Header }
  | { readonly kind: "publish"; readonly type: string; readonly content: Frame; readonly parent?: Header }
  | { readonly kind: "close" };

/** From the control thread to the main thread. */
export type ControlReport = "bound" | "interrupt" | "end" | "closed";

/** The event of `process` by which the control thread ends a main thread that hangs in a loop. */
export const endEvent = "graft:end";
