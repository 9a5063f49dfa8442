import { duration, sum } from "../core";
import { total, type NotebookSeconds } from "./estimate";

/** Seconds from the first line about a training on which its pace is measured. */
const paceSeconds = 6;

/** How many times longer than predicted each kind of work takes, as far as the run has shown it. */
export interface Pace {
  readonly fixed: number;
  readonly gan: number;
  readonly classifier: number;
}

/** A notebook that has ended: what was predicted of it, and the seconds it took. */
export interface Taken {
  readonly predicted: NotebookSeconds;
  readonly seconds: number;
}

/** Training steps tell their pace only where they are at least this share of what was predicted of a notebook. */
const tellingShare = 0.3;

/**
 * The pace of a run: of fixed work by the notebooks that train nothing, of steps by what the others took beyond that.
 * Fixed work that was not seen yet goes as the run has gone. Steps that were not seen yet, or made only a small part of a
 * notebook, go as predicted: they were timed on this machine, which the fixed amounts were not.
 *
 * @param ganNow the pace of a training that is going on
 */
export function paceOf(taken: readonly Taken[], ganNow?: number): Pace {
  const plain = taken.filter(({ predicted }) => predicted.gan + predicted.classifier === 0);
  const fixed = ratio(
    sum(plain.map(({ seconds }) => seconds)),
    sum(plain.map(({ predicted }) => predicted.fixed)),
  );
  const whole =
    ratio(sum(taken.map(({ seconds }) => seconds)), sum(taken.map(({ predicted }) => total(predicted)))) ?? 1;
  const of = (kind: "gan" | "classifier"): number | undefined => {
    const some = taken.filter(({ predicted }) => predicted[kind] >= tellingShare * total(predicted));
    const beyond = some.map(({ predicted, seconds }) => seconds - (fixed ?? whole) * predicted.fixed);
    const seen = ratio(sum(beyond), sum(some.map(({ predicted }) => predicted[kind])));
    return seen === undefined ? undefined : Math.max(0.5, seen); // less would be the fixed work's error
  };
  const gan = ganNow ?? of("gan");
  return {
    fixed: fixed ?? gan ?? whole,
    gan: gan ?? 1,
    classifier: of("classifier") ?? gan ?? 1,
  };
}

const ratio = (a: number, b: number): number | undefined => (b > 0 ? a / b : undefined);

/** Seconds that notebooks take at a pace. */
export function secondsAt(pace: Pace, notebooks: readonly NotebookSeconds[]): number {
  return sum(notebooks.map((n) => pace.fixed * n.fixed + pace.gan * n.gan + pace.classifier * n.classifier));
}

/** Says what is left of a run while it goes on. */
export interface TimeLeft {
  /** A progress line of the notebook that runs. @returns the time left, once: after a GAN's first steps */
  line(text: string): string | undefined;
  /** The running notebook has ended. @returns `about 3 min left`; undefined after the last */
  ended(seconds: number): string | undefined;
}

/**
 * Follows a run of notebooks and corrects its prediction by what they take.
 * @param epochs of each GAN
 * @param images of each GAN: where they differ much, one GAN's first steps say little about the others'
 * @param clock seconds
 */
export function timeLeft(
  predicted: readonly NotebookSeconds[],
  { epochs, images }: { readonly epochs: number; readonly images: readonly number[] },
  clock = () => Date.now() / 1000,
): TimeLeft {
  const taken: Taken[] = [];
  const isEven = Math.max(...images) <= 1.2 * Math.min(...images);
  let began = clock();
  let first: { readonly epoch: number; readonly at: number } | undefined;
  let isSaid = !isEven;
  return {
    line: (text) => {
      const now = predicted[taken.length];
      const epoch = Number(/^DCGAN .* (\d+)\/\d+ /.exec(text)?.[1] ?? NaN);
      if (isSaid || now === undefined || !(epoch > 0)) return undefined;
      first ??= { epoch, at: clock() };
      const seconds = clock() - first.at;
      if (epoch <= first.epoch || seconds < paceSeconds) return undefined;
      isSaid = true;
      const perEpoch = now.gan / (epochs * images.length);
      const pace = paceOf(taken, seconds / (epoch - first.epoch) / perEpoch);
      const left = secondsAt(pace, predicted.slice(taken.length)) - (clock() - began);
      return `time: about ${duration(Math.max(0, left))} left, by the first GAN steps`;
    },
    ended: (seconds) => {
      const now = predicted[taken.length];
      if (now) taken.push({ predicted: now, seconds });
      began = clock();
      const rest = predicted.slice(taken.length);
      return rest.length === 0 ? undefined : `about ${duration(secondsAt(paceOf(taken), rest))} left`;
    },
  };
}
