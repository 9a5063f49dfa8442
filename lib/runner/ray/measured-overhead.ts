import type { TrialOverhead } from "../../study/simulate-workers";

/**
 * What a trial costs on Ray beside its own work, measured with 400 trials that do nothing, after 20 others (Ray 2.60, 2026-11-29;
 * one machine with two processors and other work; inputs of 1.2 MB that lie on the node, a result of 5 kB). With two workers a
 * trial ended every 22 ms: 0.044 s of a worker. All trials pass through two processes, of which the actor of ray_study.py was
 * the busier one: 12.4 ms of processor time per trial (ray_driver.py 5.8). Loading TensorFlow, once per worker, and networks between
 * machines were not part of it.
 */
export const measuredOverhead: TrialOverhead = { worker: 0.044, driver: 0.0124 };
