import { describe, expect, it } from "vitest";
import type { Images } from "../../../lib/quality/images";
import { qualityPanel } from "../../../lib/quality/panel/quality-panel";
import { meanImagePlusNoise, noise, toyHeads } from "../toy-heads";
import { classOf, find, n } from "./panel-of-heads";

/** Each image a copy of the one at the index. */
function pickImages({ size, pixels }: Images, index: (i: number) => number): Images {
  const area = size * size;
  const picked = new Float32Array(n * area);
  for (let i = 0; i < n; i++) {
    const from = index(i) * area;
    picked.set(pixels.subarray(from, from + area), i * area);
  }
  return { size, pixels: picked };
}

/** Each pixel moved by the mean of its neighbours (blur) or by alternating steps (grain). */
function changePixels(
  { size, pixels }: Images,
  change: (v: number, right: number, at: number) => number,
): Images {
  return { size, pixels: pixels.map((v, at) => change(v, (at + 1) % size ? pixels[at + 1]! : v, at)) };
}

/**
 * Planted faults, and by which rows of the panel they must lie beyond the real images'. At 30 images two rows are
 * left out, as they missed a seed: KID of the random network does not see this blur, MS-SSIM does not see five images repeated.
 */
const planted: readonly {
  readonly name: string;
  readonly of: (honest: Images, seed: number) => Images;
  readonly worse: readonly (readonly [metric: string, features: string, direction: "higher" | "lower"])[];
}[] = [
  {
    name: "the mean image with noise",
    of: (honest, seed) => meanImagePlusNoise(honest, n, seed),
    worse: [
      ["recall", "pixels", "lower"],
      ["recall", "random network", "lower"],
      ["MS-SSIM of pairs", "pixels", "higher"],
      ["Vendi score", "pixels", "lower"],
      ["Fréchet radiomics distance (ln)", "radiomics", "higher"],
    ],
  },
  {
    name: "one image repeated",
    of: (honest) => pickImages(honest, () => 0),
    worse: [
      ["coverage", "pixels", "lower"],
      ["coverage", "random network", "lower"],
      ["coverage", "radiomics", "lower"],
      ["MS-SSIM of pairs", "pixels", "higher"],
      ["Vendi score", "pixels", "lower"],
      ["Vendi score", "random network", "lower"],
      ["Vendi score", "radiomics", "lower"],
    ],
  },
  {
    name: "blur",
    of: (honest) => changePixels(honest, (v, right) => (v + right) / 2),
    worse: [
      ["KID", "radiomics", "higher"],
      ["Fréchet radiomics distance (ln)", "radiomics", "higher"],
    ],
  },
  {
    name: "noise",
    of: (honest, seed) => {
      const grain = noise(n, seed).pixels;
      return changePixels(honest, (v, _, at) => Math.min(1, Math.max(-1, v + 0.15 * grain[at]!)));
    },
    worse: [
      ["KID", "radiomics", "higher"],
      ["Fréchet radiomics distance (ln)", "radiomics", "higher"],
      ["precision", "radiomics", "lower"],
    ],
  },
  {
    name: "dropped modes: five images repeated",
    of: (honest) => pickImages(honest, (i) => i % 5),
    worse: [
      ["coverage", "pixels", "lower"],
      ["Vendi score", "pixels", "lower"],
      ["Vendi score", "random network", "lower"],
    ],
  },
];

describe("qualityPanel of planted faults", () => {
  it.each(planted)("sees $name, for three seeds", ({ of, worse }) => {
    for (const seed of [1, 2, 3]) {
      const { rows } = qualityPanel([classOf(of(toyHeads(n, 10 * seed + 2), seed), seed)], { most: n });
      for (const [metric, features, direction] of worse) {
        const { synthetic, real } = find(rows, metric, features);
        const by = direction === "higher" ? synthetic - real : real - synthetic;
        expect(by, `${metric} of ${features}, seed ${seed}: ${synthetic} beside ${real}`).toBeGreaterThan(0);
      }
    }
  });
});
