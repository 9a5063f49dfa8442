import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { createHash } from "node:crypto";

/** A seeded stream of random numbers; one stream per purpose, so that an option never moves another purpose's draws. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Standard normal, rounded to 9 decimals so that no JavaScript engine's `log` or `cos` changes a result. */
  normal(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** Uniform integer in 0 .. n - 1. */
  integer(n: number): number;
  /** A shuffled copy. */
  shuffle<T>(items: readonly T[]): T[];
  /** n standard normals. */
  normals(n: number): Float32Array;
  /** n uniforms in [0, 1). */
  uniforms(n: number): Float32Array;
  /** The state, to be stored in a checkpoint and given to `restored`. */
  state(): readonly number[];
}

/**
 * A stream named by its purpose: the same seed and name give the same numbers on every machine.
 *
 * @param seed the run's seed, an integer
 * @param name what the numbers are for, from general to special: `stream(1, "gan", "hemorrhage", "latent")`
 */
export function stream(seed: number, ...name: readonly (string | number | null)[]): Random {
  const digest = createHash("sha256")
    .update(JSON.stringify([seed, ...name]))
    .digest();
  return restoreStream([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
}

/** Continues a stream from the `state()` of an earlier one. */
export function restoreStream(state: readonly number[]): Random {
  return wrap(xoroshiro128plusFromState(state));
}

function wrap(generator: ReturnType<typeof xoroshiro128plusFromState>): Random {
  const next = (): number => (generator.next() >>> 0) / 4294967296;
  const normal = (): number => {
    const x = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.round(x * 1e9) / 1e9;
  };
  const integer = (n: number): number => Math.floor(next() * n);
  return {
    next,
    normal,
    integer,
    between: (low, high) => low + (high - low) * next(),
    chance: (p) => next() < p,
    shuffle: (items) => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
    normals: (n) => Float32Array.from({ length: n }, normal),
    uniforms: (n) => Float32Array.from({ length: n }, next),
    state: () => [...generator.getState()],
  };
}
