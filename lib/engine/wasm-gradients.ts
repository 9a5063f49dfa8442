import type { KernelConfig, NamedAttrMap, Tensor, Tensor4D } from "@tensorflow/tfjs";
import { tf } from "./tf";

/** Attributes of both gradients of a convolution. */
interface Attributes {
  readonly strides: number | [number, number];
  readonly pad:
    "valid" | "same" | number | [[number, number], [number, number], [number, number], [number, number]];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Shape4D = [number, number, number, number];

/**
 * Gives the WebAssembly backend a convolution's gradients, made of its forward convolution: that to the kernel, which it
 * lacks, and that to the input, several times faster than its own for strides above 1. Channels last only.
 *
 * Both can be differentiated again, as far as tfjs can: the first's own gradient throws, as with the native engine.
 */
export function registerWasmGradients(): void {
  kernel("Conv2DBackpropFilter", ({ x, dy }, attributes) =>
    toKernel(
      x as Tensor4D,
      dy as Tensor4D,
      attributes["filterShape"] as Shape4D,
      attributes as unknown as Attributes,
    ),
  );
  tf.unregisterKernel("Conv2DBackpropInput", "wasm");
  kernel("Conv2DBackpropInput", ({ dy, filter }, attributes) =>
    toInput(
      dy as Tensor4D,
      filter as Tensor4D,
      attributes["inputShape"] as Shape4D,
      attributes as unknown as Attributes,
    ),
  );
}

type Run = (inputs: Readonly<Record<string, Tensor>>, attributes: NamedAttrMap) => Tensor;

function kernel(kernelName: string, run: Run): void {
  const kernelFunc: KernelConfig["kernelFunc"] = ({ inputs, attrs }) =>
    tf.tidy(() => run(inputs as Record<string, Tensor>, attrs ?? {}));
  tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc });
}

/** Channels and batch change places: each tap of the kernel is a product of the input, shifted, with dy. */
function toKernel(
  x: Tensor4D,
  dy: Tensor4D,
  shape: Shape4D,
  { strides, pad, dimRoundingMode }: Attributes,
): Tensor {
  const {
    padInfo,
    strideHeight,
    strideWidth,
    filterHeight,
    filterWidth,
    outHeight,
    outWidth,
    inHeight,
    inWidth,
  } = tf.backend_util.computeConv2DInfo(x.shape, shape, strides, 1, pad, dimRoundingMode);
  const { top, left } = padInfo;
  const bottom = (outHeight - 1) * strideHeight + filterHeight - inHeight - top;
  const right = (outWidth - 1) * strideWidth + filterWidth - inWidth - left;
  const maps = padBorder(tf.transpose(x, [3, 1, 2, 0]), [top, bottom], [left, right]); // (in, h, w, n)
  const slopes: Tensor4D = tf.transpose(dy, [1, 2, 0, 3]); // (h, w, n, out)
  const taps = tf.conv2d(maps, slopes, 1, "valid", "NHWC", [strideHeight, strideWidth]); // (in, k, k, out)
  return tf.transpose(taps, [1, 2, 0, 3]);
}

/**
 * Input pixels fall into stride x stride phases; each meets only every stride-th tap of the kernel, so it is a plain
 * convolution of dy with those taps in reverse.
 */
function toInput(
  dy: Tensor4D,
  kernel: Tensor4D,
  shape: Shape4D,
  { strides, pad, dimRoundingMode }: Attributes,
): Tensor {
  const { padInfo, strideHeight, strideWidth, filterHeight, filterWidth, inHeight, inWidth } =
    tf.backend_util.computeConv2DInfo(shape, kernel.shape, strides, 1, pad, dimRoundingMode);
  const [n, h, w] = dy.shape;
  const [, , inputs, outputs] = kernel.shape;
  const rows = phases({
    stride: strideHeight,
    pad: padInfo.top,
    taps: filterHeight,
    side: inHeight,
    slopes: h,
  });
  const columns = phases({
    stride: strideWidth,
    pad: padInfo.left,
    taps: filterWidth,
    side: inWidth,
    slopes: w,
  });
  // much faster here than gather or reverse
  const tap = (place: number): Tensor4D =>
    tf.slice(kernel, [Math.floor(place / filterWidth), place % filterWidth, 0, 0], [1, 1, inputs, outputs]);
  const [high, wide] = [Math.ceil(inHeight / strideHeight), Math.ceil(inWidth / strideWidth)];
  const phase = (row: Phase, column: Phase): Tensor4D => {
    const places = row.taps.flatMap((u) => column.taps.map((v) => u * filterWidth + v));
    if (places.length === 0) return tf.zeros([n, high, wide, inputs]);
    const across: Shape4D = [row.taps.length, column.taps.length, inputs, outputs];
    const picked: Tensor4D = tf.reshape(tf.concat(places.map(tap)), across);
    const turned: Tensor4D = tf.transpose(picked, [0, 1, 3, 2]);
    return tf.conv2d(padBorder(dy, row.margin, column.margin), turned, 1, "valid");
  };
  if (rows.length === 1 && columns.length === 1) return phase(rows[0] as Phase, columns[0] as Phase);
  const woven = tf.stack(
    rows.map((row) =>
      tf.stack(
        columns.map((column) => phase(row, column)),
        3,
      ),
    ),
    2,
  );
  const all: Tensor4D = tf.reshape(woven, [n, high * strideHeight, wide * strideWidth, inputs]);
  return tf.slice(all, 0, [n, inHeight, inWidth, inputs]);
}

/** The taps that one phase of an axis meets, last first, and the zeros that dy needs at both ends. */
interface Phase {
  readonly taps: readonly number[];
  readonly margin: [number, number];
}

interface Axis {
  readonly stride: number;
  readonly pad: number;
  readonly taps: number;
  readonly side: number;
  readonly slopes: number;
}

function phases({ stride, pad, taps, side, slopes }: Axis): Phase[] {
  return Array.from({ length: stride }, (_, phase) => {
    const first = (phase + pad) % stride;
    const shift = (phase + pad - first) / stride;
    const met = Array.from({ length: taps }, (_, tap) => tap).filter((tap) => tap % stride === first);
    return {
      taps: met.reverse(),
      margin: [met.length - 1 - shift, Math.ceil(side / stride) + shift - slopes],
    };
  });
}

/** Zeros at the four sides; a negative number cuts off. */
function padBorder(
  map: Tensor4D,
  [top, bottom]: [number, number],
  [left, right]: [number, number],
): Tensor4D {
  const [n, h, w, c] = map.shape;
  const [cutTop, cutLeft] = [Math.max(0, -top), Math.max(0, -left)];
  const size: Shape4D = [n, h + Math.min(0, bottom) - cutTop, w + Math.min(0, right) - cutLeft, c];
  const kept = tf.slice(map, [0, cutTop, cutLeft, 0], size);
  return tf.pad(kept, [[0, 0], [Math.max(0, top), Math.max(0, bottom)], [Math.max(0, left), Math.max(0, right)], [0, 0]]); // prettier-ignore
}
