import { indicesWhere, range, restoreStream, type Random } from "../../core";
import type { Maps } from "./maps";

/** Which classes the middle pixels of patches are of: each as often as the others, or each as often as it occurs. */
export type PatchChoice = "balanced" | "natural";

/**
 * Orientations in which a square patch is shown: 1, as it lies; or 8, mirrored or not and turned by right angles, one of them drawn
 * at random. Eight are for findings that look alike in each; Havaei et al. saw no gain by flips, on many more images.
 */
export type Orientations = 1 | 8;

/** Patches of one batch. */
export interface DrawnPatches {
  /** Index of each patch's pixels among those of the padded images: (batch, patch * patch), row by row. */
  readonly indices: Int32Array;
  /** Class of each patch's middle pixel: (batch). */
  readonly labels: Int32Array;
}

/** Draws patches around labelled pixels, from one random stream. */
export interface PatchDraws {
  take(choice: PatchChoice): DrawnPatches;
  state(): readonly number[];
  restore(state: readonly number[]): void;
}

/**
 * @param padded images with a margin of (patch - 1) / 2 pixels
 * @param labels class of every pixel without the margin: (n, size, size)
 * @param options patch: its side in pixels, odd
 */
export function patchDraws(
  padded: Pick<Maps, "n" | "size">,
  labels: Uint8Array,
  {
    patch,
    batchSize,
    classes,
    orientations = 1,
  }: {
    readonly patch: number;
    readonly batchSize: number;
    readonly classes: number;
    readonly orientations?: Orientations | undefined;
  },
  fresh: Random,
): PatchDraws {
  const size = padded.size - patch + 1;
  const all = [...labels];
  const byClass = range(classes).map((k) => indicesWhere(all, (label) => label === k));
  const present = byClass.filter((pixels) => pixels.length > 0);
  let random = fresh;
  const drawPixel = (choice: PatchChoice): number => {
    if (choice === "natural") return random.integer(labels.length);
    const own = present[random.integer(present.length)]!;
    return own[random.integer(own.length)]!;
  };
  return {
    take: (choice) => {
      const indices = new Int32Array(batchSize * patch * patch);
      const ofMiddle = new Int32Array(batchSize);
      let to = 0;
      for (let b = 0; b < batchSize; b++) {
        const at = drawPixel(choice);
        ofMiddle[b] = labels[at]!;
        const [image, y, x] = [Math.floor(at / size ** 2), Math.floor(at / size) % size, at % size];
        const orientation = orientations === 1 ? 0 : random.integer(orientations);
        for (let row = 0; row < patch; row++)
          for (let column = 0; column < patch; column++) {
            const [dy, dx] = orient(orientation, row, column, patch);
            indices[to++] = (image * padded.size + y + dy) * padded.size + x + dx;
          }
      }
      return { indices, labels: ofMiddle };
    },
    state: () => random.state(),
    restore: (state) => (random = restoreStream(state)),
  };
}

/**
 * The pixel of a patch that an orientation shows at a row and column.
 * @param orientation 0 to 7: bit 0 swaps rows and columns, bit 1 mirrors down, bit 2 across; 0 is the patch as it lies
 */
function orient(orientation: number, row: number, column: number, patch: number): [dy: number, dx: number] {
  const [y, x] = (orientation & 1) === 0 ? [row, column] : [column, row];
  return [(orientation & 2) === 0 ? y : patch - 1 - y, (orientation & 4) === 0 ? x : patch - 1 - x];
}
