import { draws, type Draws } from "../engine";

/** Random draws of one training, a stream for each purpose: what one purpose draws changes nothing of another's. */
export interface PurposeDraws<P extends string> {
  readonly of: Readonly<Record<P, Draws>>;
  /** Draws made so far, by purpose; for a checkpoint. */
  positions(): Record<P, number>;
  /** Puts back what `positions` gave. */
  restore(positions: Readonly<Record<P, number>>): void;
  dispose(): void;
}

/** @param name begins the streams' names: `gan/normal` gives `gan/normal/latent` */
export function purposeDraws<P extends string>(
  purposes: readonly P[],
  seed: number,
  name: string,
): PurposeDraws<P> {
  const byPurpose = <T>(value: (purpose: P) => T): Record<P, T> =>
    Object.fromEntries(purposes.map((purpose) => [purpose, value(purpose)])) as Record<P, T>;
  const of = byPurpose((purpose) => draws(seed, `${name}/${purpose}`));
  return {
    of,
    positions: () => byPurpose((purpose) => of[purpose].position),
    restore: (positions) => {
      for (const purpose of purposes) of[purpose].position = positions[purpose];
    },
    dispose: () => {
      for (const purpose of purposes) of[purpose].dispose();
    },
  };
}
