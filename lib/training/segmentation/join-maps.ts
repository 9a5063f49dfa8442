import type { Maps } from "./reflect-pad";

/** The maps of two sets of n images of one size behind each other, pixel by pixel: (n, size, size, a + b). */
export function joinMaps(first: Maps, second: Maps): Maps {
  const channels = first.channels + second.channels;
  const pixels = first.n * first.size ** 2;
  const values = new Float32Array(pixels * channels);
  for (let i = 0; i < pixels; i++) {
    values.set(first.values.subarray(i * first.channels, (i + 1) * first.channels), i * channels);
    const own = second.values.subarray(i * second.channels, (i + 1) * second.channels);
    values.set(own, i * channels + first.channels);
  }
  return { n: first.n, size: first.size, channels, values };
}
