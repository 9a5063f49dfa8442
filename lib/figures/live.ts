import { randomUUID } from "node:crypto";
import { display, type Figure } from "./figure";

/** One place below a cell whose picture is exchanged while the cell runs. */
export interface Live {
  /**
   * Shows a figure in place of the last one. Comes it too soon after the last, it is kept for `finish`; given as a
   * function, it is then not even drawn.
   */
  show(figure: Figure | (() => Figure | Promise<Figure>)): Promise<void>;
  /** Shows what `show` kept back. */
  finish(): Promise<void>;
}

/** How the project's kernel lets a running cell publish; absent outside the kernel. */
interface Cell {
  publish(type: "display_data" | "update_display_data", content: unknown): void;
}

const running = (): Cell | undefined => (globalThis as { readonly __cell?: Cell }).__cell;

/** Can a cell show something while it runs? Not in a terminal. */
export function isInKernel(): boolean {
  return running() !== undefined;
}

/**
 * A live display for a cell that trains: `const view = live(); await view.show(() => curves(...)); await view.finish()`.
 * Outside the kernel, nothing is drawn.
 *
 * @param everySeconds least time between two pictures
 * @param onlyLast true (a headless run): only what `finish` finds is drawn, once
 */
export function live({
  everySeconds = 3,
  onlyLast = false,
}: { readonly everySeconds?: number; readonly onlyLast?: boolean } = {}): Live {
  const cell = running();
  const id = randomUUID();
  let isShown = false;
  let last = -Infinity;
  let kept: Parameters<Live["show"]>[0] | undefined;
  const publish = async (figure: Parameters<Live["show"]>[0]): Promise<void> => {
    kept = undefined;
    if (cell === undefined) return;
    const drawn = typeof figure === "function" ? await figure() : figure;
    const type = isShown ? "update_display_data" : "display_data";
    cell.publish(type, { data: drawn[display](), metadata: {}, transient: { display_id: id } });
    isShown = true;
    last = performance.now();
  };
  return {
    show: async (figure) => {
      if (onlyLast || performance.now() - last < 1000 * everySeconds) kept = figure;
      else await publish(figure);
    },
    finish: async () => {
      if (kept !== undefined) await publish(kept);
    },
  };
}
