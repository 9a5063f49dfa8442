import type * as tfjs from "@tensorflow/tfjs";

/**
 * Side in pixels of the square of the input that one position of the output sees: from the last layer to the first
 * r = (r - 1) stride + kernel.
 *
 * @param model layers one after the other; those without a window (activations, norms, paddings) see what they are given
 * Source: Araujo et al. 2019, "Computing receptive fields of convolutional neural networks", eq. 2.
 */
export function receptiveField(model: Pick<tfjs.LayersModel, "layers">): number {
  return [...model.layers].reverse().reduce((field, layer) => {
    const { kernelSize, poolSize, strides = 1 } = layer.getConfig() as Readonly<Record<string, unknown>>;
    const window = kernelSize ?? poolSize;
    return window === undefined ? field : (field - 1) * sideOf(strides) + sideOf(window);
  }, 1);
}

const sideOf = (value: unknown): number => (Array.isArray(value) ? Number(value[0]) : Number(value));
