import type { TrialOverhead } from "../../study/simulate-workers";

/**
 * What a trial costs on Ray beside itself. 400 trials that do nothing, after 20 others, on a cluster of one machine with two processors
 * that had other work (Ray 2.60, 2026-11-29; inputs of 1.2 MB that lie on the node, a result of 5 kB): with two workers one
 * ended every 22 ms, so 0.044 s of a worker; of the processes that all trials pass through, the actor of ray_study.py was
 * the busiest, 12.4 ms of processor time per trial (ray_driver.py 5.8). Loading TensorFlow, once per worker, and networks between
 * machines were not part of it.
 */
export const measuredOverhead: TrialOverhead = { worker: 0.044, driver: 0.0124 };
