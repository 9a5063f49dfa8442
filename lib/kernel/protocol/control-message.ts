import type { Connection } from "./connection";
import type { Content, Frame, Header } from "./message";

/** What the control thread is started with. */
export interface ControlStart {
  readonly connection: Connection;
  /** Shared: [0] an interrupt is wanted, [1] a cell runs. */
  readonly flag: Int32Array;
  /** Shared: how many messages for iopub wait to be sent. */
  readonly backlog: Int32Array;
}

/** From the main thread to the control thread. */
export type ToControl =
  | { readonly kind: "info"; readonly content: Content }
  /** The request that outputs belong to from now on. */
  | { readonly kind: "parent"; readonly parent: Header }
  | { readonly kind: "stream"; readonly name: string; readonly text: string; readonly parent?: Header }
  | { readonly kind: "publish"; readonly type: string; readonly content: Frame; readonly parent?: Header }
  | { readonly kind: "close" };

/** From the control thread to the main thread. */
export type FromControl = "bound" | "interrupt" | "end" | "closed";

/** The event of `process` by which the control thread ends a main thread that hangs in a loop. */
export const endEvent = "graft:end";
