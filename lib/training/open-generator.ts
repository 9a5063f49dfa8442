import { join } from "node:path";
import { openDenoiser } from "./diffusion/denoiser-file";
import { diffusionSampler } from "./diffusion/diffusion-sampler";
import { latentImages } from "./sample-images";
import { loadKeras } from "./keras/h5";
import type { TrainedGan } from "./trained-gan";

/** A trained generator of any family, which draws images at given latents. */
export interface OpenedGenerator {
  /**
   * @param latents (n, latentDim)
   * @param codes (n, classes), of one that knows several classes: 1 at the class, or shares of several
   * @returns (n, size, size, 1) in [-1, 1]
   */
  images(latents: Float32Array, codes?: Float32Array): Float32Array;
  dispose(): void;
}

/** Opens generator.h5, or a diffusion model's denoiser.bin. @throws InputError when it is missing */
export async function openGenerator({
  folder,
  size,
  latentDim,
  diffusion,
  classes = [],
}: TrainedGan): Promise<OpenedGenerator> {
  if (diffusion) {
    const { width, ...sampling } = diffusion;
    const denoiser = openDenoiser(folder, { size, classes: classes.length, width });
    const sampler = diffusionSampler(denoiser, size, sampling);
    return {
      images: (latents, codes = new Float32Array(0)) => sampler.images(latents, codes),
      dispose: () => {
        sampler.dispose();
        denoiser.dispose();
      },
    };
  }
  const generator = await loadKeras(join(folder, "generator.h5"));
  return {
    images: (latents, codes) => latentImages(generator, latents, latentDim, codes),
    dispose: () => generator.dispose(),
  };
}
