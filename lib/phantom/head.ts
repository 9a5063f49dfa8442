import type { Random } from "../core";
import { clamp } from "./arithmetic";

/** A patient's head: shape, bones, tissues and age. */
export type Head = ReturnType<typeof drawHead>;

/**
 * Draws a patient's head.
 * @param random the patient's stream
 */
export function drawHead(random: Random) {
  const { between, chance, normal, next } = random;
  const age = next();
  return {
    /** Half width over half length. */
    width: between(0.81, 0.855),
    egg: between(0.03, 0.09),
    square: between(0.02, 0.05),
    skew: 0.012 * normal(),
    front: between(-0.01, 0.03),
    /** Thickness of the skull and of the scalp in half lengths. */
    bone: between(0.095, 0.118),
    boneFront: between(0.08, 0.32),
    scalp: between(0.03, 0.07),
    hasFrontalSinus: chance(0.6),
    /** 0 young .. 1 with wide sulci. */
    atrophy: age * age * between(0.4, 1.1),
    ventricles: between(0.75, 1.25) + 0.8 * age * next(),
    asymmetry: 0.12 * normal(),
    wobble: between(0.02, 0.05),
    /** Hounsfield units of cortex and white matter. */
    grey: between(35, 38),
    white: between(27, 30),
    /** What is calcified or scarred. */
    pineal: chance(0.6),
    choroid: [chance(0.5), chance(0.5)] as const,
    falx: chance(0.2),
    ganglia: chance(0.12),
    infarct: chance(0.12),
  };
}

/** Half the width of the head at v, in half lengths: heads are egg-shaped. */
export const halfWidth = (head: Head, v: number): number =>
  head.width * (1 + head.egg * clamp(v, -1.2, 1.2) - 0.04 * v * v);
