import * as figures from "../../lib/figures";

/** The request of every figure of these tests. */
export const request = { name: "00-test", title: "Title", n: 3 };

/** Where it all comes from: a run that has no folder. */
export const source = { dataName: "phantom", seed: 7 };

/** n square images whose pixels all have the image's own value. */
export function flat(values: readonly number[], size = 4): figures.Pictures {
  return { size, pixels: Float32Array.from(values.flatMap((v) => new Array<number>(size * size).fill(v))) };
}

const matrix = [
  [9, 2],
  [3, 8],
];
const points = [
  { x: 0, y: 1, label: "normal", source: "real" },
  { x: 1, y: 0, label: "hemorrhage", source: "synthetic" },
];

/** One small call of every figure. */
export const every: Readonly<Record<string, () => figures.Drawing>> = {
  frocCurves: () =>
    figures.frocCurves({
      ...request,
      at: 1,
      detectors: [
        { name: "a", iou: 0.5, points: [{ threshold: 0.5, falsePositivesPerSlice: 0.5, sensitivity: 0.7 }] },
      ],
    }),
  confusion: () =>
    figures.confusion({
      ...request,
      classes: ["normal", "hemorrhage"],
      arms: [{ name: "original", matrix }],
    }),
  curves: () =>
    figures.curves({
      ...request,
      xTitle: "step",
      yTitle: "loss",
      curves: [
        { panel: "a", series: "generator", values: [3, 2, 1] },
        { panel: "b", series: "generator", values: [1, 2, 3] },
      ],
      marks: [{ panel: "a", x: 2, text: "kept" }],
    }),
  histogram: () =>
    figures.histogram({ ...request, xTitle: "grey", groups: [{ series: "normal", values: [0, 0.5, 1] }] }),
  intervals: () =>
    figures.intervals({
      ...request,
      xTitle: "share",
      rows: [{ label: "original", panel: "accuracy", value: 0.77, low: 0.57, high: 0.9, counts: "17/22" }],
      reference: [{ label: "original", panel: "accuracy", value: 0.7651 }],
    }),
  overlayGrid: () =>
    figures.overlayGrid({
      ...request,
      images: flat([0]),
      truth: Uint8Array.from({ length: 16 }, (_, i) => Number(i === 5)),
      indices: [0],
      rows: [{ label: "network", predicted: new Uint8Array(16), values: [0] }],
    }),
  pairGrid: () =>
    figures.pairGrid({
      ...request,
      groups: [
        {
          label: "normal",
          synthetic: flat([0]),
          real: flat([-1, 1]),
          pairs: [{ index: 0, nearest: 1, distance: 2.5 }],
        },
      ],
    }),
  sampleGrid: () => figures.sampleGrid({ ...request, rows: flat([-1, 0, 1]) }),
  scatter: () =>
    figures.scatter({
      ...request,
      labels: ["normal", "hemorrhage"],
      panels: [{ title: "features", points }],
    }),
};
