import { range } from "../core/arrays";
import { fail } from "../core/errors";
import type { Random } from "../core/random";
import { nearestNeighbours } from "./nearest-neighbours";
import { row, rowsAt, type Vectors } from "./vectors";

/** Rounds after which the centres are taken as they are. */
const mostRounds = 100;

/**
 * Centres of k groups of vectors that lie near each other: Lloyd's rounds from centres far apart.
 *
 * @param x at least k vectors
 * @param random draws the first centres
 * @returns k centres; `nearestNeighbours(x, centres).index` says which group a vector is of
 * @throws RangeError for fewer than k vectors
 * Source: Lloyd 1982; Arthur & Vassilvitskii 2007 for the first centres (k-means++). A centre that no vector is nearest to stays.
 */
export function kMeans(x: Vectors, k: number, random: Random): Vectors {
  if (!(k >= 1) || x.n < k)
    fail(
      "find groups of vectors",
      `${x.n} vectors`,
      `at least k = ${k}`,
      "Ask for fewer groups.",
      RangeError,
    );
  let centres = firstCentres(x, k, random);
  let before: readonly number[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const { index } = nearestNeighbours(x, centres);
    if (index.every((centre, i) => centre === before[i])) break;
    before = index;
    centres = meansOf(x, index, centres);
  }
  return centres;
}

/** Each next centre is drawn in proportion to the squared distance from those there are. */
function firstCentres(x: Vectors, k: number, random: Random): Vectors {
  const chosen = [random.integer(x.n)];
  while (chosen.length < k) {
    const weights = nearestNeighbours(x, rowsAt(x, chosen)).distance.map((d) => d * d);
    let left = random.next() * weights.reduce((sum, w) => sum + w, 0);
    chosen.push(
      Math.max(
        0,
        weights.findIndex((w) => (left -= w) < 0),
      ),
    );
  }
  return rowsAt(x, chosen);
}

function meansOf(x: Vectors, index: readonly number[], centres: Vectors): Vectors {
  const values = new Float64Array(centres.values.length);
  range(centres.n).forEach((centre) => {
    const members = index.flatMap((c, i) => (c === centre ? [i] : []));
    const into = values.subarray(centre * x.dim, (centre + 1) * x.dim);
    if (members.length === 0) into.set(row(centres, centre));
    for (const i of members) row(x, i).forEach((v, at) => (into[at] = into[at]! + v / members.length));
  });
  return { ...centres, values };
}
