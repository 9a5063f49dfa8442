import { indicesWhere, restoreStream, type Random } from "../../core";
import type { Maps } from "./maps";

/** Which pixels a phase is shown: each class as often as the others, or as often as it occurs. */
export type PatchChoice = "balanced" | "natural";

/**
 * In how many ways a square patch is shown: as it lies, or in one of eight drawn at random: mirrored or not, turned by right
 * angles. That is for findings that look alike in each; Havaei et al. saw no gain by flips, on many more images.
 */
export type Orientations = 1 | 8;

/** Patches of one batch. */
export interface DrawnPatches {
  /** Where each value of each patch lies among the padded images' pixels: (batch, patch * patch). */
  readonly places: Int32Array;
  /** Class of each patch's middle pixel. */
  readonly labels: Int32Array;
}

/** Draws patches around labelled pixels, from one random stream. */
export interface PatchDraws {
  take(choice: PatchChoice): DrawnPatches;
  state(): readonly number[];
  restore(state: readonly number[]): void;
}

/**
 * @param padded images with a margin of half a patch
 * @param labels class of every pixel without the margin
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
  const ofClass = Array.from({ length: classes }, (_, k) =>
    indicesWhere([...labels], (label) => label === k),
  );
  const there = ofClass.filter((pixels) => pixels.length > 0);
  let random = fresh;
  const pixel = (choice: PatchChoice): number => {
    if (choice === "natural") return random.integer(labels.length);
    const own = there[random.integer(there.length)]!;
    return own[random.integer(own.length)]!;
  };
  return {
    take: (choice) => {
      const places = new Int32Array(batchSize * patch * patch);
      const chosen = new Int32Array(batchSize);
      let to = 0;
      for (let b = 0; b < batchSize; b++) {
        const at = pixel(choice);
        chosen[b] = labels[at]!;
        const [image, y, x] = [Math.floor(at / size ** 2), Math.floor(at / size) % size, at % size];
        const way = orientations === 1 ? 0 : random.integer(orientations);
        for (let row = 0; row < patch; row++)
          for (let column = 0; column < patch; column++) {
            const [dy, dx] = oriented(way, row, column, patch);
            places[to++] = (image * padded.size + y + dy) * padded.size + x + dx;
          }
      }
      return { places, labels: chosen };
    },
    state: () => random.state(),
    restore: (state) => (random = restoreStream(state)),
  };
}

/** The pixel of a patch that one of its eight orientations shows at a place; 0 is the patch as it lies. */
function oriented(way: number, row: number, column: number, patch: number): [dy: number, dx: number] {
  const [y, x] = (way & 1) === 0 ? [row, column] : [column, row];
  return [(way & 2) === 0 ? y : patch - 1 - y, (way & 4) === 0 ? x : patch - 1 - x];
}
