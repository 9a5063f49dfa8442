import type * as tfjs from "@tensorflow/tfjs";
import { join } from "node:path";
import { fail } from "../../core";
import { diffusion } from "../../models";
import { readCheckpoint, writeCheckpoint } from "../checkpoint";
import { networkWeights, setNetworkWeights } from "../network-weights";

/** What a saved denoiser is built from. */
export interface DenoiserForm {
  readonly size: number;
  readonly classes: number;
  /** See `DiffusionSpec`. */
  readonly width: number;
}

/** The denoiser's file in its training's folder. Not Keras' format, which has no layer for group norm in its version 2. */
export const denoiserFile = (folder: string): string => join(folder, "denoiser.bin");

/** Writes a denoiser's weights and what it is built from. */
export function saveDenoiser(denoiser: tfjs.LayersModel, folder: string, form: DenoiserForm): void {
  writeCheckpoint(denoiserFile(folder), { form }, { state: form, arrays: networkWeights(denoiser) });
}

/**
 * The denoiser of a folder, which the caller disposes.
 * @throws InputError when it is missing, damaged or of another form
 */
export function openDenoiser(folder: string, form: DenoiserForm): tfjs.LayersModel {
  const kept = readCheckpoint<DenoiserForm>(denoiserFile(folder), { form });
  if (typeof kept === "string")
    return fail(
      "open a diffusion model",
      kept === "none" ? `no file ${denoiserFile(folder)}` : `${denoiserFile(folder)} is ${kept}`,
      "the denoiser of notebook 02",
      "Run notebook 02-train-dcgan again.",
    );
  const denoiser = diffusion(form.width).denoiser(form.size, form.classes);
  setNetworkWeights(denoiser, kept.arrays);
  return denoiser;
}
