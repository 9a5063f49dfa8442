import { type Random, stream } from "../../lib/core/random";
import { type Images } from "../../lib/quality/images";

/** Procedural heads of 32 x 32 without a bleed: a skull ring, brain and two ventricles, drawn anew by our streams. */
export function toyHeads(n: number, seed: number): Images {
  const random = stream(seed, "toy-heads");
  const pixels = new Float32Array(n * 1024);
  for (let i = 0; i < n; i++) pixels.set(head(random), i * 1024);
  return { size: 32, pixels };
}

/** A generator that has learned the mean image and nothing else: mean + noise of 5 grey values of 255. */
export function meanImagePlusNoise(images: Images, n: number, seed: number): Images {
  const random = stream(seed, "mean-image");
  const count = images.pixels.length / 1024;
  const mean = new Float64Array(1024);
  images.pixels.forEach((v, k) => (mean[k % 1024]! += v / count));
  const pixels = Float32Array.from({ length: n * 1024 }, (_, k) =>
    grey(mean[k % 1024]! + random.normal() * (10 / 255)),
  );
  return { size: 32, pixels };
}

/** Uniform noise: what an untrained generator scores is near it. */
export function noise(n: number, seed: number): Images {
  const random = stream(seed, "noise");
  return { size: 32, pixels: Float32Array.from({ length: n * 1024 }, () => grey(random.between(-1, 1))) };
}

const grey = (value: number): number =>
  Math.round((Math.min(Math.max(value, -1), 1) + 1) * 127.5) / 127.5 - 1;
const edge = (t: number): number => 1 / (1 + Math.exp(-8 * t));

function head(random: Random): Float32Array {
  const u = random.between;
  const [cx, cy, tilt, a, b] = [15.5 + u(-1, 1), 15.5 + u(-1, 1), u(-0.26, 0.26), u(11, 14), u(9, 12)];
  const [brain, offset, width, height] = [u(0.32, 0.42), u(1.6, 2.6), u(0.9, 1.6), u(2.2, 3.6)];
  return Float32Array.from({ length: 1024 }, (_, k) => {
    const [x, y] = [(k % 32) - cx, Math.floor(k / 32) - cy];
    const across = x * Math.cos(tilt) + y * Math.sin(tilt);
    const along = -x * Math.sin(tilt) + y * Math.cos(tilt);
    const r = Math.hypot(across / b, along / a);
    const inner = edge(0.88 - r);
    let value = edge(1 - r) * (1 - inner) + inner * brain;
    for (const side of [-1, 1])
      value -= 0.2 * inner * edge(1 - Math.hypot((across - side * offset) / width, (along + 0.5) / height));
    return grey(2 * (value + 0.02 * random.normal()) - 1);
  });
}
