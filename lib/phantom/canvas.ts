import { atan2, clamp, cos, sin, step } from "./arithmetic";
import { halfWidth, type Head } from "./head";
import type { Noise } from "./noise";
import type { Plan } from "./plan";

/** Slices are painted at most this high, then enlarged to the picture's size. */
const mostRows = 256;

/** The brain is painted out to this rho: the skull covers it from its uneven inner table on. */
export const brainEnd = 1.06;

/**
 * A slice being painted, in head coordinates: u runs from -1 left to 1 right, v from -1 front to 1 back, and rho is 1
 * on the inner table of the skull. All arrays have height * width values.
 */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Size of the finished picture, pixels. */
  readonly picture: { readonly width: number; readonly height: number };
  /** Half length of the inside of the skull, pixels. */
  readonly unit: number;
  readonly head: Head;
  readonly u: Float32Array;
  readonly v: Float32Array;
  readonly rho: Float32Array;
  /** From the front, clockwise, radians. */
  readonly angle: Float32Array;
  readonly hounsfield: Float32Array;
  /** Coverage by the ventricles, by cisterns and sulci, and by blood, 0 .. 1. */
  readonly ventricle: Float32Array;
  readonly cistern: Float32Array;
  readonly blood: Float32Array;
  /** The pixel at head coordinates, before the head is warped. */
  pixelAt(u: number, v: number): readonly [x: number, y: number];
}

/** An empty canvas (air) for a planned slice, with the midline pushed by its bleed and the inside warped by noise. */
export function canvas({ head, view, lesion }: Plan, noise: Noise): Canvas {
  const shell = 1 + head.bone + head.scalp;
  const inner = view.length / 2 / shell;
  const picture = {
    height: clamp(Math.round(view.length * (1 + view.marginY)), 135, 957),
    width: clamp(Math.round(view.length * (head.width + 0.02) * (1 + view.marginX)), 134, 830),
  };
  const scale = Math.min(1, mostRows / picture.height);
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const x0 = width * (0.5 + view.dx);
  const y0 = height * (0.5 + view.dy);
  const unit = inner * scale;
  const [cosine, sine] = [cos(view.tilt), sin(view.tilt)];
  const plane = (): Float32Array => new Float32Array(width * height);
  const made: Canvas = {
    width,
    height,
    picture,
    unit,
    head,
    u: plane(),
    v: plane(),
    rho: plane(),
    angle: plane(),
    hounsfield: plane().fill(-1000),
    ventricle: plane(),
    cistern: plane(),
    blood: plane(),
    pixelAt: (u, v) => {
      const across = u * halfWidth(head, v);
      return [x0 + unit * (across * cosine - v * sine), y0 + unit * (across * sine + v * cosine)];
    },
  };
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const dx = (x + 0.5 - x0) / unit;
      const dy = (y + 0.5 - y0) / unit;
      const v = -dx * sine + dy * cosine;
      const u = (dx * cosine + dy * sine) / halfWidth(head, v);
      const rho = radius(head, u, v);
      made.u[i] = u;
      made.v[i] = v;
      made.rho[i] = rho;
      if (rho > 1.1) continue;
      made.angle[i] = atan2(u, -v);
      const soft = Math.max(0, 1 - rho * rho);
      const push = lesion.shift * lesion.side * soft * soft;
      made.u[i] = u + push + head.wobble * noise(2.2 * u + 3, 2.2 * v);
      made.v[i] = v + head.wobble * noise(2.2 * u, 2.2 * v + 7);
    }
  return made;
}

/** Distance from the centre in parts of the inner table's: squareness and skewness bend the egg. */
function radius(head: Head, u: number, v: number): number {
  const r = Math.sqrt(u * u + v * v) + 1e-9;
  const forward = -v / r;
  const twice = (2 * forward * u) / r;
  const bent = 1 + head.skew * twice + head.front * forward * (4 * forward * forward - 3);
  return (r * (1 - head.square * twice * twice)) / bent;
}

/** How much the slice belongs to the vertex, where sulci are wide, and to the skull base, where there are none. */
export const regions = (level: number): { readonly vertex: number; readonly base: number } => ({
  vertex: step(0.66, 0.85, level),
  base: 1 - step(0.18, 0.34, level),
});
