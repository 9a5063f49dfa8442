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
    width: between(0.828, 0.842),
    egg: between(0.055, 0.07),
    square: between(0.03, 0.038),
    skew: 0.008 * normal(),
    front: between(0, 0.02),
    /** Thickness of the skull and of the scalp in half lengths. */
    bone: between(0.105, 0.109),
    boneFront: between(0.18, 0.23),
    scalp: between(0.044, 0.052),
    hasFrontalSinus: chance(0.6),
    /** 0 young .. 1 with wide sulci. */
    atrophy: age * age * between(0.4, 1.1),
    ventricles: between(0.75, 1.25) + 0.8 * age * next(),
    asymmetry: 0.12 * normal(),
    wobble: between(0.02, 0.05),
    /** Hounsfield units of cortex and white matter. */
    grey: between(35, 38),
    white: between(27, 30),
    /** Calcified or scarred structures. */
    pineal: chance(0.6),
    choroid: [chance(0.5), chance(0.5)] as const,
    falx: chance(0.3),
    ganglia: chance(0.2),
    infarct: chance(0.2),
    /** Hounsfield units of blood in the sinuses: dense in young and dehydrated patients. */
    sinuses: between(44, 68),
    /** How much wider the right transverse sinus is than the left: a factor's logarithm. */
    dominance: 0.5 * normal(),
    /** Thickening of the frontal bone's inner table (hyperostosis frontalis interna), half lengths. */
    hyperostosis: chance(0.2) ? between(0.04, 0.14) : 0,
  };
}

/** Half the width of the head at v, in half lengths: heads are egg-shaped. */
export const halfWidth = (head: Head, v: number): number =>
  head.width * (1 + head.egg * clamp(v, -1.2, 1.2) - 0.04 * v * v);
