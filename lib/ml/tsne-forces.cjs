"use strict";
/* eslint-disable @typescript-eslint/no-require-imports */
// Plain JavaScript in a file of its own, as a thread runs it without a compiler.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { workerData } = require("node:worker_threads");

const repulsion = new WebAssembly.Module(readFileSync(join(__dirname, "tsne-repulsion.wasm")));

/**
 * One half of the forces between points. Repulsion, sum w^2 (y_i - y_j) with w = 1 / (1 + |y_i - y_j|^2), of the first or
 * the last half of the points (two threads must not write side by side), in float32 by WebAssembly's four-wide arithmetic;
 * attraction along the pairs that have an affinity, sum p_ij w (y_i - y_j), in doubles, of every second point with all that
 * follow it (the first points have more of them).
 *
 * @param {0 | 1} half
 * @param {import("./tsne-affinities").Affinities} affinities
 * @param {import("./tsne-threads").PlaneMemory} plane
 * @returns {(into: import("./tsne-threads").Half) => void}
 */
function openForces(half, affinities, plane) {
  const { repel } = new WebAssembly.Instance(repulsion, { env: { memory: plane.memory } }).exports;
  const middle = affinities.n >> 1;
  const [first, end] = half === 0 ? [0, middle] : [middle, affinities.n];
  return (into) => {
    into.total[0] = repel(first, end, plane.padded);
    attract(half, affinities, plane.positions, into.attraction);
  };
}

function attract(half, { n, from, to, p }, positions, attraction) {
  attraction.fill(0);
  for (let i = half; i < n; i += 2) {
    const a = positions[2 * i];
    const b = positions[2 * i + 1];
    let sumX = 0;
    let sumY = 0;
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
}

/** A thread's loop: computes the second half whenever it is asked to. */
function serve({ turns, affinities, plane, into }) {
  const compute = openForces(1, affinities, plane);
  Atomics.store(turns, 2, 1);
  for (let turn = 1; ; turn++) {
    // being woken takes as long as an iteration of 600 points: look a while before going to sleep
    for (let looks = 0; Atomics.load(turns, 0) < turn && looks < 4000; looks++);
    while (Atomics.load(turns, 0) < turn) Atomics.wait(turns, 0, turn - 1);
    turn = Atomics.load(turns, 0);
    compute(into);
    Atomics.store(turns, 1, turn);
    Atomics.notify(turns, 1);
  }
}

if (workerData?.purpose === "t-SNE") serve(workerData);
module.exports = { openForces };
