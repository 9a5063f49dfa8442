import { median, range } from "../../core/arrays";
import type { Answer, Checks } from "./bench-case";

/** Times and memory of one contender after its rounds. */
export interface Timing {
  /** Seconds per step. */
  readonly median: number;
  readonly min: number;
  readonly peakMiB: number;
  readonly checks: Checks;
  /** It computes in less than float32. */
  readonly isLower?: boolean;
  /** Of a lower precision: see `Answer.error`. */
  readonly error?: number;
}

/** Times of others beside ours at float32, by their names. */
export interface Others {
  readonly peers: Readonly<Record<string, Timing>>;
  /** Ours at a lower precision. */
  readonly faster?: Readonly<Record<string, Timing>>;
}

/** The fastest of some contenders. */
export interface Best {
  readonly name: string;
  readonly min: number;
  /** Absent at float32 with an equal result. */
  readonly error?: number;
}

/** A row of the table, as `--json` writes it. */
export interface RowResult extends Timing, Others {
  readonly name: string;
  /** The peer with the least time by minima, of those at float32 whose result is as good; null without peers. */
  readonly bestPeer: string | null;
  /** By minima, which other programs disturb least. */
  readonly ratioToBestPeer: number | null;
  readonly ratioOfMedians: number | null;
  /** The same whatever the precision and the result, ours and the peers'. */
  readonly atAnyPrecision: { readonly ours: Best; readonly peer: Best | null; readonly ratio: number | null };
}

/** All answers of one contender together. */
export function timing(answers: readonly Answer[]): Timing {
  const seconds = answers.flatMap((answer) => answer.seconds);
  const last = answers.at(-1);
  return {
    median: median(seconds),
    min: Math.min(...seconds),
    peakMiB: Math.round(last?.peakMiB ?? NaN),
    checks: last?.checks ?? {},
    ...(last?.error !== undefined && { error: last.error }),
  };
}

export function rowResult(name: string, ours: Timing, { peers, faster = {} }: Others): RowResult {
  const named = (some: Readonly<Record<string, Timing>>): Best[] =>
    Object.entries(some).map(([who, { min, ...theirs }]) => {
      const error = theirs.error ?? missedBy(ours.checks, theirs.checks);
      return { name: who, min, ...(error !== undefined && { error }) };
    });
  const equals = named(peers).filter(
    (peer) => peer.error === undefined && peers[peer.name]?.isLower !== true,
  );
  const best = fastest(equals);
  const own = fastest([{ name: "graft", min: ours.min }, ...named(faster)]) as Best;
  const peer = fastest(named(peers));
  return {
    name,
    ...ours,
    bestPeer: best?.name ?? null,
    ratioToBestPeer: best ? ours.min / best.min : null,
    ratioOfMedians: best ? ours.median / (peers[best.name] as Timing).median : null,
    peers,
    faster,
    atAnyPrecision: { ours: own, peer: peer ?? null, ratio: peer ? own.min / peer.min : null },
  };
}

const fastest = (some: readonly Best[]): Best | undefined =>
  some.reduce<Best | undefined>((best, one) => (best && best.min <= one.min ? best : one), undefined);

/** Checks that say how good a result is, and by how much a peer's may miss ours to count as the same work. */
const tolerances: Readonly<Record<string, (ours: number, theirs: number) => boolean>> = {
  trustworthiness: (ours, theirs) => theirs >= ours - 0.001,
  KID: (ours, theirs) => Math.abs(theirs - ours) <= 1e-3 * Math.abs(ours),
};

/** The largest relative distance of a check that is not as good as ours; undefined where all are. */
function missedBy(ours: Checks, theirs: Checks): number | undefined {
  const missed = Object.entries(tolerances).flatMap(([name, agrees]) => {
    const [own, their] = [ours[name], theirs[name]];
    if (own === undefined || their === undefined || agrees(own, their)) return [];
    return [Math.abs(their - own) / Math.abs(own)];
  });
  return missed.length === 0 ? undefined : Math.max(...missed);
}

const times = 3;

/**
 * Contenders that need no second turn: more than three times as slow as the fastest of the same precision.
 * @param timings of the first turn; the first is ours and always goes on
 * @returns their indices
 */
export function slowContenders(timings: readonly Pick<Timing, "min" | "isLower">[]): number[] {
  return range(timings.length).filter((i) => {
    const own = timings[i] as (typeof timings)[number];
    const alike = timings.filter(({ isLower = false }) => isLower === (own.isLower ?? false));
    return i > 0 && own.min > times * Math.min(...alike.map(({ min }) => min));
  });
}
