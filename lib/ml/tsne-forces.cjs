"use strict";
/* eslint-disable @typescript-eslint/no-require-imports */
// Plain JavaScript in a file of its own, as a thread runs it without a compiler.
const { workerData } = require("node:worker_threads");

/**
 * One half of the forces between points, each point's with all that follow it: attraction along the pairs that have an
 * affinity, sum p_ij w (y_i - y_j) with w = 1 / (1 + |y_i - y_j|^2), and repulsion once through all pairs,
 * sum w^2 (y_i - y_j).
 *
 * @param {number} half 0 or 1: the points of even or of odd number
 * @param {import("./tsne-affinities").Affinities} affinities
 * @param {Float64Array} positions (n, 2)
 * @param {import("./tsne-threads").Forces} into
 */
function forces(half, { n, from, to, p }, positions, into) {
  const { attraction, repulsion } = into;
  attraction.fill(0);
  repulsion.fill(0);
  let total = 0;
  for (let i = half; i < n; i += 2) {
    const a = positions[2 * i];
    const b = positions[2 * i + 1];
    let sumX = 0;
    let sumY = 0;
    for (let j = i + 1; j < n; j++) {
      const x = a - positions[2 * j];
      const y = b - positions[2 * j + 1];
      const w = 1 / (1 + x * x + y * y);
      total += w;
      const pushX = w * w * x;
      const pushY = w * w * y;
      sumX += pushX;
      sumY += pushY;
      repulsion[2 * j] -= pushX;
      repulsion[2 * j + 1] -= pushY;
    }
    repulsion[2 * i] += sumX;
    repulsion[2 * i + 1] += sumY;
    sumX = 0;
    sumY = 0;
    for (let k = from[i]; k < from[i + 1]; k++) {
      const j = to[k];
      const x = a - positions[2 * j];
      const y = b - positions[2 * j + 1];
      const pull = p[k] / (1 + x * x + y * y);
      sumX += pull * x;
      sumY += pull * y;
      attraction[2 * j] -= pull * x;
      attraction[2 * j + 1] -= pull * y;
    }
    attraction[2 * i] += sumX;
    attraction[2 * i + 1] += sumY;
  }
  into.total[0] = total;
}

/** A thread's loop: computes the odd half whenever it is asked to. */
function serve({ turns, affinities, positions, into }) {
  Atomics.store(turns, 2, 1);
  for (let turn = 1; ; turn++) {
    while (Atomics.load(turns, 0) < turn) Atomics.wait(turns, 0, turn - 1);
    turn = Atomics.load(turns, 0);
    forces(1, affinities, positions, into);
    Atomics.store(turns, 1, turn);
    Atomics.notify(turns, 1);
  }
}

if (workerData?.purpose === "t-SNE") serve(workerData);
module.exports = { forces };
