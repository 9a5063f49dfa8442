import { groupBy, range, sum } from "../../core/arrays";
import type { Random } from "../../core/random";
import { classesOf, type Label } from "../label";

/** Groups with the same number of images of each class: for the sizes of parts it does not matter which one lies where. */
interface Kind {
  /** Images per class. */
  readonly counts: readonly number[];
  /** The groups in each part, each the indices of its images. */
  readonly inPart: number[][][];
}

/** Cost of a part without any image of a class: more than any deviation from the wanted numbers. */
const missingClassCost = 1e9;
/** Orders in which the groups are tried before the division is given up. */
const attempts = 20;

/**
 * Divides whole groups into parts whose numbers of images per class come as near to the wanted ones as whole groups allow. The
 * largest group goes first, each to the part where the relative squared deviation falls most; then single groups are moved, and
 * pairs exchanged, as long as that brings the numbers nearer. Between equal choices the random order decides.
 *
 * @param labels one per image
 * @param groups one name per image; names do not matter, their order does
 * @param wanted images of each part and class, at least 1 each
 * @returns indices of each part's images, ascending; undefined where each division that was tried leaves a part without
 *   a class. With two classes of three groups or more there always is one; with more classes, nearly always.
 */
export function splitGroups(
  labels: readonly Label[],
  groups: readonly string[],
  wanted: readonly (readonly number[])[],
  random: Random,
): number[][] | undefined {
  const classes = classesOf(labels);
  const members = [...groupBy(range(labels.length), (i) => groups[i]).values()];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const order = random.shuffle(members).sort((a, b) => b.length - a.length);
    const kinds = kindsOf(order, labels, classes.length, wanted.length);
    const division = new Division(wanted, classes.length);
    for (const group of order) division.place(kindOf(kinds, countsOf(group, labels, classes.length)), group);
    while (division.improve([...kinds.values()]));
    if (division.isComplete())
      return wanted.map((_, part) =>
        [...kinds.values()].flatMap((kind) => kind.inPart[part]!.flat()).sort((a, b) => a - b),
      );
  }
  return undefined;
}

/** How many images of each class lie in each part, and how far that is from what is wanted. */
class Division {
  private readonly counts: number[][];

  constructor(
    private readonly wanted: readonly (readonly number[])[],
    classes: number,
  ) {
    this.counts = wanted.map(() => new Array<number>(classes).fill(0));
  }

  isComplete(): boolean {
    return this.counts.every((part) => part.every((n) => n > 0));
  }

  /** Puts a group where the numbers come nearest, whatever part still lacks a class. */
  place(kind: Kind, group: number[]): void {
    const gains = this.wanted.map((_, part) => this.deviation(part, kind.counts, 1) - this.deviation(part));
    const best = gains.indexOf(Math.min(...gains));
    kind.inPart[best]!.push(group);
    this.add(best, kind.counts, 1);
  }

  /** Moves groups, and exchanges pairs of them, wherever that helps. @returns whether any did */
  improve(kinds: readonly Kind[]): boolean {
    let hasImproved = false;
    for (const from of range(this.wanted.length))
      for (const to of range(this.wanted.length)) {
        if (from === to) continue;
        for (const kind of kinds) {
          while (this.exchange(kind, undefined, from, to)) hasImproved = true;
          for (const other of from < to ? kinds : [])
            while (other !== kind && this.exchange(kind, other, from, to)) hasImproved = true;
        }
      }
    return hasImproved;
  }

  /** Moves a group of a kind, against one of another kind or none, if that lowers the cost. @returns whether it did */
  private exchange(kind: Kind, other: Kind | undefined, from: number, to: number): boolean {
    if (kind.inPart[from]!.length === 0 || other?.inPart[to]!.length === 0) return false;
    const moved = kind.counts.map((n, label) => n - (other?.counts[label] ?? 0));
    const before = this.cost(from) + this.cost(to);
    if (this.cost(from, moved, -1) + this.cost(to, moved, 1) >= before - 1e-9) return false;
    const [there, back] = [kind.inPart[from]!.pop()!, other?.inPart[to]!.pop()];
    kind.inPart[to]!.push(there);
    if (back) other?.inPart[from]!.push(back);
    this.add(from, moved, -1);
    this.add(to, moved, 1);
    return true;
  }

  private add(part: number, counts: readonly number[], sign: 1 | -1): void {
    counts.forEach((n, label) => (this.counts[part]![label]! += sign * n));
  }

  /** Squared deviations from the wanted numbers, each relative to its number, if some images came or went. */
  private deviation(part: number, change: readonly number[] = [], sign: 1 | -1 = 1): number {
    const wanted = this.wanted[part]!;
    return sum(
      this.counts[part]!.map((n, c) => (n + sign * (change[c] ?? 0) - wanted[c]!) ** 2 / wanted[c]!),
    );
  }

  private cost(part: number, change: readonly number[] = [], sign: 1 | -1 = 1): number {
    const missing = this.counts[part]!.filter((n, c) => n + sign * (change[c] ?? 0) === 0).length;
    return this.deviation(part, change, sign) + missing * missingClassCost;
  }
}

function countsOf(group: readonly number[], labels: readonly Label[], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const i of group) counts[labels[i]!]! += 1;
  return counts;
}

function kindsOf(
  order: readonly number[][],
  labels: readonly Label[],
  classes: number,
  parts: number,
): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const group of order) {
    const counts = countsOf(group, labels, classes);
    kinds.set(counts.join(), kinds.get(counts.join()) ?? { counts, inPart: range(parts).map(() => []) });
  }
  return kinds;
}

function kindOf(kinds: ReadonlyMap<string, Kind>, counts: readonly number[]): Kind {
  return kinds.get(counts.join())!;
}
