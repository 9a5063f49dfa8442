import type { Random } from "../core";
import { clamp, length, step } from "./arithmetic";
import type { BleedKind } from "./types";

/** A place of the slice, as a bleed asks about it. */
export interface Place {
  readonly u: number;
  readonly v: number;
  /** 1 on the inner table of the skull. */
  readonly rho: number;
  readonly angle: number;
  /** Coverage by the ventricles and by the cisterns and sulci, 0 .. 1. */
  readonly ventricle: number;
  readonly cistern: number;
  /** Noise of two octaves at a frequency. */
  readonly ragged: (u: number, v: number, frequency: number) => number;
}

/** A bleed before it is painted. */
export interface Bleed {
  /** Hounsfield units; drawn by the slice's plan where a kind leaves it out. */
  readonly hounsfield?: number;
  /** Pushes the midline to the other side, half widths. */
  readonly shift?: number;
  /** Narrows the ventricle of its side by this part; negative widens it. */
  readonly squeeze?: number;
  /** Coverage by blood and by oedema, 0 .. 1. */
  at(place: Place): readonly [blood: number, oedema: number];
}

/** A kind of bleed: its share of all, the levels where it occurs, and how one is drawn. */
export interface BleedFamily {
  readonly share: number;
  readonly levels: readonly [low: number, high: number];
  /** @param side 1 right, -1 left */
  draw(random: Random, side: number): Bleed;
}

/** The kinds of bleeds by name. */
export const bleeds: Readonly<Record<BleedKind, BleedFamily>> = {
  epidural: { share: 0.18, levels: [0.3, 0.75], draw: epidural },
  subdural: { share: 0.2, levels: [0.4, 0.85], draw: subdural },
  intraparenchymal: { share: 0.36, levels: [0.38, 0.8], draw: intraparenchymal },
  intraventricular: { share: 0.14, levels: [0.44, 0.74], draw: intraventricular },
  subarachnoid: { share: 0.12, levels: [0.24, 0.4], draw: subarachnoid },
};

/** A lens on the inner table. */
function epidural({ between }: Random, side: number): Bleed {
  const middle = side * between(0.7, 2.4);
  const arc = between(0.3, 0.65);
  const depth = between(0.15, 0.36);
  return {
    hounsfield: between(48, 72),
    shift: depth * 0.3,
    squeeze: 0.3,
    at: ({ u, v, rho, angle, ragged }) => {
      const far = length((angle - middle) / arc, (1 - rho) / depth);
      return [1 - step(0.92, 1.04, far + 0.05 * ragged(u, v, 6)), 0];
    },
  };
}

/** A crescent along one hemisphere. */
function subdural({ between }: Random, side: number): Bleed {
  const middle = side * between(1.3, 1.8);
  const arc = between(0.75, 1.25);
  const depth = between(0.09, 0.22);
  return {
    hounsfield: between(46, 72),
    shift: depth * 0.6,
    squeeze: 0.4,
    at: ({ u, v, rho, angle, ragged }) => {
      const along = (angle - middle) / arc;
      const q = clamp(1 - along * along, 0, 1);
      const edge = depth * Math.sqrt(q) * (1 + 0.25 * ragged(u, v, 4));
      return [u * side > 0.03 && q > 0 ? 1 - step(edge - 0.015, edge + 0.015, 1 - rho) : 0, 0];
    },
  };
}

/** Two ragged lobes with a dark rim; one in four breaks into the ventricles. */
function intraparenchymal({ between, chance }: Random, side: number): Bleed {
  const u0 = side * between(0.18, 0.6);
  const v0 = between(-0.5, 0.5);
  const ru = between(0.07, 0.26);
  const rv = ru * between(0.8, 1.7);
  const lobeU = ru * between(-0.9, 0.9);
  const lobeV = rv * between(0.4, 1.1) * (chance(0.5) ? 1 : -1);
  const lobe = between(0.4, 0.8);
  const rough = between(0.1, 0.5);
  const rim = between(0.15, 0.6);
  const broken = chance(0.25) ? 1 : 0;
  return {
    shift: ru * 0.35,
    squeeze: ru,
    at: ({ u, v, rho, ventricle, ragged }) => {
      const first = length((u - u0) / ru, (v - v0) / rv);
      const second = length((u - u0 - lobeU) / ru, (v - v0 - lobeV) / rv) / lobe;
      const far = Math.min(first, second);
      const q = far < 3 ? far + rough * ragged(u, v, 4.5) : far;
      const core = 1 - step(0.85, 1.12, q);
      const blood = Math.max(core, broken * ventricle * step(-0.1, 0.2, v - v0)) * (1 - step(0.95, 1, rho));
      return [blood, (1 - step(1 + rim * 0.6, 1 + rim, q)) * (1 - core) * (1 - ventricle)];
    },
  };
}

/** Blood in the ventricles: a cast, or a fluid level. */
function intraventricular({ between }: Random): Bleed {
  const from = between(-0.6, 0.4);
  return {
    hounsfield: between(46, 72),
    squeeze: -between(0, 0.6),
    at: ({ v, ventricle }) => [ventricle * step(from - 0.03, from + 0.03, v), 0],
  };
}

/** Blood instead of fluid in cisterns and sulci. */
function subarachnoid({ between, chance }: Random, side: number): Bleed {
  const reach = between(0.5, 1.1);
  const both = chance(0.5);
  return {
    hounsfield: between(44, 64),
    at: ({ u, v, cistern }) => {
      const reached = both || u * side > -0.12;
      return [
        reached ? clamp(cistern * 1.5, 0, 1) * (1 - step(reach, reach + 0.3, length(u, v + 0.1))) : 0,
        0,
      ];
    },
  };
}
