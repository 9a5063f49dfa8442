import { all, like, type Rule, type Rules } from "./shape-rule";

/** (n, h, w, c) with the sides that an input has as values. */
const resized =
  (input: number): Rule =>
  ({ shape, values }) => [[shape(0)[0] ?? 0, ...values(input), shape(0)[3] ?? 0]];

/** Shapes of what resizes, cuts and turns images, channels last. */
export const imageRules: Rules = {
  ...all("ResizeBilinear ResizeNearestNeighbor ResizeNearestNeighborGrad", resized(1)),
  ResizeBilinearGrad: like(1),
  ImageProjectiveTransformV3: resized(2),
  CropAndResize: ({ shape, values }) => [[shape(1)[0] ?? 0, ...values(3), shape(0)[3] ?? 0]],
  DepthToSpace: ({ shape, number, attribute }) => {
    const [block, [n = 0, h = 0, w = 0, c = 0]] = [number("block_size"), shape(0)];
    if ((attribute("data_format") ?? "NHWC") !== "NHWC") return undefined;
    return [[n, h * block, w * block, c / block ** 2]];
  },
};
