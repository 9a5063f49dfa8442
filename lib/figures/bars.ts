import { chart } from "./chart";
import { widest, type Figure, type FigureRequest, type Row } from "./figure";
import { short } from "./numbers";
import { colours, ink } from "./style";
import { textWidth } from "./text-width";

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The panel it stands in, with an axis of its own; one panel when absent. */
  readonly panel?: string;
}

/**
 * How large is each? Horizontal bars from zero with their numbers beside, panels one above the other with an axis each.
 *
 * @param xTitle what is measured and which direction is good: `"KID (lower is better)"`
 * @param domain bounds of every panel's axis, when they must be the same
 * @returns a chart at most 720 pixels wide
 */
export async function bars({
  bars: given,
  xTitle,
  domain,
  ...request
}: FigureRequest & {
  readonly bars: readonly Bar[];
  readonly xTitle: string;
  readonly domain?: readonly [number, number];
}): Promise<Figure> {
  const rows: Row[] = given.map(({ label, value, panel = "" }) => ({
    panel,
    label,
    value,
    text: short(value),
  }));
  const labels = [...new Set(given.map((b) => b.label))];
  const panels = [...new Set(given.map((b) => b.panel ?? ""))];
  const room =
    Math.max(...labels.map((l) => textWidth(l, 11))) +
    Math.max(...rows.map((r) => textWidth(String(r["text"]), 11)));
  const width = Math.floor(widest - 54 - room);
  const y = {
    field: "label",
    type: "nominal",
    sort: labels,
    title: null,
    axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: 300 },
  };
  const view = (panel: string, i: number) => ({
    ...(panel === "" ? {} : { title: { text: panel, fontSize: 12, offset: 4, frame: "group" } }),
    width,
    height: { step: 26 },
    transform: [{ filter: { field: "panel", equal: panel } }],
    encoding: { y },
    layer: [
      {
        mark: { type: "bar", height: 15 },
        encoding: {
          x: {
            field: "value",
            type: "quantitative",
            title: i === panels.length - 1 ? xTitle : null,
            scale: domain === undefined ? {} : { domain },
            axis: { tickCount: 6 },
          },
          color: {
            field: "label",
            type: "nominal",
            legend: null,
            scale: { domain: labels, range: labels.map((_, k) => colours[k % colours.length]) },
          },
        },
      },
      {
        mark: { type: "text", align: "left", fontSize: 11, color: ink.text },
        encoding: { x: { value: width + 8 }, text: { field: "text" } },
      },
    ],
  });
  return chart({ ...request, rows, marks: { vconcat: panels.map(view), spacing: 14 } });
}
