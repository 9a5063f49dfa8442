import { chart } from "./chart";
import type { Drawing, FigureRequest } from "./drawing";
import { widest } from "./figure";
import { colours, ink } from "./vega-config";

/** One image on the plane. */
export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  /** Its class, shown by colour. */
  readonly label: string;
  /** Its source, "real" or "synthetic", shown by shape. */
  readonly source: string;
}

/** One plane of a scatter plot. */
export interface ScatterPanel {
  /** The embedded vectors, with their trustworthiness: `"last-layer features (trustworthiness 0.97)"`. */
  readonly title: string;
  readonly points: readonly ScatterPoint[];
}

/**
 * Real and synthetic images in the plane, class by class. Points of an embedding such as t-SNE: colour is the
 * class, shape the source. Axes bear no numbers: distances in such a plane mean little.
 *
 * @param panels one to three planes side by side
 * @param labels the classes in the order of their colours
 * @returns a chart at most 720 pixels wide
 */
export function scatter({
  panels,
  labels,
  ...request
}: FigureRequest & {
  readonly panels: readonly ScatterPanel[];
  readonly labels: readonly string[];
}): Drawing {
  const rows = panels.flatMap(({ title, points }) =>
    points.map(({ x, y, label, source }) => ({ panel: title, x, y, label, source })),
  );
  const side = Math.min(400, Math.floor((widest - 40 - 24 * (panels.length - 1)) / panels.length));
  const axis = (field: "x" | "y") => ({
    field,
    type: "quantitative",
    scale: { zero: false, nice: false, padding: 8 },
    axis: null,
  });
  const color = {
    field: "label",
    type: "nominal",
    title: "class",
    scale: { domain: labels, range: colours.slice(0, labels.length) },
  };
  const shape = {
    field: "source",
    type: "nominal",
    title: "image",
    scale: { domain: ["real", "synthetic"], range: ["circle", "triangle-up"] },
    legend: { symbolFillColor: "transparent" },
  };
  const marks = (panel: string, source: string) => ({
    transform: [{ filter: { field: "panel", equal: panel } }, { filter: { field: "source", equal: source } }],
    mark: { type: "point", filled: source === "real", size: 34, strokeWidth: 1.3, opacity: 0.75 },
    encoding: { x: axis("x"), y: axis("y"), color, shape },
  });
  const panel = (title: string) => ({
    title: { text: title, fontSize: 11.5, fontWeight: "normal", offset: 6, anchor: "middle", frame: "group" },
    width: side,
    height: side,
    view: { stroke: ink.grid },
    layer: [marks(title, "real"), marks(title, "synthetic")],
  });
  return chart({ ...request, rows, marks: { hconcat: panels.map((p) => panel(p.title)), spacing: 24 } });
}
