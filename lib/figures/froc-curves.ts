import type { FrocPoint } from "../evaluation/detection/froc";
import { curves, type Curve } from "./curves";
import type { Drawing, FigureRequest } from "./drawing";

/** The FROC curve of one detector at one intersection over union. */
export interface FrocOf {
  /** The detector's name; curves of one name have one colour in every panel. */
  readonly name: string;
  /** What counts as found. */
  readonly iou: number;
  readonly points: readonly FrocPoint[];
}

/**
 * Sensitivity against false positives per slice, one panel for each intersection over union. A curve goes in steps: between two
 * points nothing more is found. It ends where its detector has no more detections, or at the right edge.
 *
 * @param at false positives per slice at which detectors are compared: an upright line
 * @param most false positives per slice at the right edge
 */
export function frocCurves({
  detectors,
  at,
  most = 4,
  ...request
}: FigureRequest & {
  readonly detectors: readonly FrocOf[];
  readonly at: number;
  readonly most?: number;
}): Drawing {
  const panel = (iou: number): string => `found: intersection over union ${iou} or more`;
  const all = detectors.map(({ name, iou, points }): Curve => ({
    series: name,
    panel: panel(iou),
    values: steps(points, most),
  }));
  const ious = [...new Set(detectors.map(({ iou }) => iou))];
  return curves({
    ...request,
    curves: all,
    marks: ious.map((iou) => ({ x: at, text: "compared here", panel: panel(iou) })),
    xTitle: "false positives per slice",
    yTitle: "sensitivity",
    xDomain: [0, most],
    yDomain: [0, 1],
  });
}

/** Corners of the stairs from (0, 0) on, up to the right edge. */
function steps(points: readonly FrocPoint[], most: number): { x: number; y: number }[] {
  const stairs = [{ x: 0, y: 0 }];
  for (const { falsePositivesPerSlice: x, sensitivity: y } of points) {
    const last = stairs.at(-1)!;
    if (x > most) return [...stairs, { x: most, y: last.y }];
    if (x > last.x) stairs.push({ x, y: last.y });
    if (y > last.y) stairs.push({ x, y });
  }
  return stairs;
}
