import type { Random } from "../core";
import { clamp, exp } from "./arithmetic";

/** How a slice is seen: the size of the picture, the place of the head in it, the scanner and its window. */
export type View = ReturnType<typeof drawView>;

/** Smallest and largest length of a head in the picture, pixels. */
const shortest = 140;
const longest = 830;

/**
 * Draws how a slice is seen.
 *
 * @param scanner the patient's stream
 * @param slice the slice's own stream
 * @param size the stream of the picture's size, shared by a normal and its bleed: sizes cannot tell the classes
 */
export function drawView(scanner: Random, slice: Random, size: Random) {
  const { between, chance, normal } = scanner;
  return {
    /** Length of the head, scalp included, pixels. */
    length: clamp(400 * exp(0.36 * size.normal()), shortest, longest),
    marginX: between(0, 0.016),
    marginY: between(0, 0.012),
    /** Offset of the head in parts of the picture, tilt in radians. */
    dx: 0.002 * normal(),
    dy: 0.002 * normal(),
    tilt: 0.015 * normal() + 0.007 * slice.normal(),
    /** The window in Hounsfield units. */
    centre: between(36.2, 38.8),
    width: chance(0.08) ? between(120, 170) : between(76, 94),
    gamma: between(0.92, 1.12),
    noise: between(1.5, 7),
    blur: between(0.2, 1),
    /** Coarse noise of a low dose, Hounsfield units. */
    mottle: between(0, 6),
    /** Fog of a digitised film: the grey of black. */
    lift: chance(0.07) ? between(0.03, 0.12) : 0,
    /** Beam hardening and uneven detectors, Hounsfield units. */
    cupping: between(-2, 9),
    shadeX: 2.5 * normal(),
    shadeY: 2.5 * normal(),
    streaks: between(0, 1),
    hasHeadRest: chance(0.35),
    /** Grey of a frame around the picture, 0 for none. */
    frame: chance(0.08) ? between(0.1, 0.9) : 0,
  };
}

/** The same slice as another export shows it: other size, brightness and place. */
export function varyView(view: View, random: Random): View {
  return {
    ...view,
    length: view.length * random.between(0.8, 1.25),
    centre: view.centre + random.between(-1.5, 1.5),
    dx: view.dx + 0.004 * random.normal(),
    tilt: view.tilt + 0.01 * random.normal(),
  };
}

/** The same view with the picture's length multiplied. */
export const resizeView = (view: View, factor: number): View => ({
  ...view,
  length: clamp(view.length * factor, shortest, longest),
});
