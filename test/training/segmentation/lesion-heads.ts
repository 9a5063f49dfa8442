import { range, stream } from "../../../lib/core";
import { imageSet, type ImageSet } from "../../../lib/data/image-set";

/** Heads with a bright lesion each, and where it is: easier than the phantom's bleeds. */
export interface LesionHeads {
  readonly images: ImageSet<"train">;
  /** (n, 32, 32): 1 in the lesion. */
  readonly truth: Uint8Array;
}

/**
 * A skull ring around a tilted ellipse of brain with two ventricles, and an elliptic lesion with a soft edge.
 */
export function lesionHeads(n: number, seed: number): LesionHeads {
  const values = new Float32Array(n * 1024);
  const truth = new Uint8Array(n * 1024);
  for (const i of range(n))
    drawHead(values.subarray(i * 1024, (i + 1) * 1024), truth.subarray(i * 1024), seed, i);
  const ids = range(n).map((i) => `${seed}-${i}`);
  const images = imageSet("train", {
    foldId: "heads",
    ids,
    labels: ids.map(() => 1),
    size: 32,
    pixels: values,
  });
  return { images, truth };
}

const edge = (t: number): number => 1 / (1 + Math.exp(-8 * t));

function drawHead(pixels: Float32Array, inLesion: Uint8Array, seed: number, index: number): void {
  const random = stream(seed, "lesion-head", index);
  const between = (low: number, high: number): number => random.between(low, high);
  const [cx, cy, tilt] = [15.5 + between(-1, 1), 15.5 + between(-1, 1), between(-0.26, 0.26)];
  const [a, b, brain] = [between(11, 14), between(9, 12), between(0.32, 0.42)];
  const ventricle = { at: between(1.6, 2.6), width: between(0.9, 1.6), height: between(2.2, 3.6) };
  let [u0, v0] = [Infinity, Infinity];
  while ((u0 / b) ** 2 + (v0 / a) ** 2 >= 0.36) [u0, v0] = [between(-0.6, 0.6) * b, between(-0.6, 0.6) * a];
  const [ra, rb, brightness] = [between(1.8, 3.6), between(1.8, 3.6), between(0.68, 0.85)];
  for (const i of range(1024)) {
    const [x, y] = [(i % 32) - cx, Math.floor(i / 32) - cy];
    const [u, v] = [x * Math.cos(tilt) + y * Math.sin(tilt), y * Math.cos(tilt) - x * Math.sin(tilt)];
    const r = Math.hypot(u / b, v / a);
    const inner = edge(0.88 - r);
    let grey = edge(1 - r) * (1 - inner) + inner * brain;
    for (const side of [-1, 1]) {
      const q = Math.hypot((u - side * ventricle.at) / ventricle.width, (v + 0.5) / ventricle.height);
      grey -= 0.2 * inner * edge(1 - q);
    }
    const q = Math.hypot((u - u0) / ra, (v - v0) / rb);
    const lesion = edge(0.8 * (1 - q));
    grey = grey * (1 - lesion) + lesion * brightness + 0.02 * random.normal();
    pixels[i] = (2 * Math.round(255 * Math.min(1, Math.max(0, grey)))) / 255 - 1;
    inLesion[i] = Number(q < 1);
  }
}
