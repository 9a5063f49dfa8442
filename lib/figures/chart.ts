import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { fail } from "../core";
import { captionOf, type Drawing, type FigureRequest } from "./drawing";
import { figure, subtitle, wrapText, type Row, type Spec } from "./figure";
import { renderPng } from "./render-png";
import { vegaConfig } from "./vega-config";
import { textWidth } from "./text-width";

/** A chart before it is drawn: its numbers and the marks over them; marks read the data named `rows`. */
export interface ChartParts extends FigureRequest {
  readonly rows: readonly Row[];
  readonly marks: Spec;
}

/**
 * A Vega-Lite chart under the project's look, its caption as the subtitle; at most 720 pixels wide.
 * @throws TypeError when the marks are no chart; RangeError when a number is not finite
 */
export function chart({ name, title, rows, marks, ...counted }: ChartParts): Drawing {
  const bad = rows.findIndex((row) =>
    Object.values(row).some((v) => typeof v === "number" && !Number.isFinite(v)),
  );
  if (bad >= 0)
    fail(
      `draw "${name}"`,
      `row ${bad + 1} is ${JSON.stringify(rows[bad], (_, v: unknown) => (typeof v === "number" ? String(v) : v))}`,
      "finite numbers",
      "Leave such points out or find out why they are not finite.",
      RangeError,
    );
  return async (source) => {
    const under = subtitle(captionOf(source, counted));
    const spec: Spec = {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      title: { text: title, subtitle: wrapText(under, 104) },
      data: { name: "rows" },
      ...marks,
      config: vegaConfig,
    };
    // copies: the library writes a mark of its own into the rows it draws
    const svg = await toSvg(name, { ...spec, datasets: { rows: rows.map((row) => ({ ...row })) } });
    const png = await renderPng(svg);
    return figure({ name, title, subtitle: under, svg, png, spec, data: rows });
  };
}

async function toSvg(name: string, spec: Spec): Promise<string> {
  library.textMetrics.width = width;
  library.resetSVGDefIds(); // else the same chart drawn twice differs in its ids
  try {
    const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { logger: quiet });
    const view = new vega.View(vega.parse(compiled), { renderer: "none", logger: quiet });
    const svg = await view.toSVG();
    view.finalize();
    return svg;
  } catch (error) {
    return fail(
      `draw "${name}"`,
      error instanceof Error ? error.message : String(error),
      "a Vega-Lite 5 chart",
      "Check its marks and encodings.",
      TypeError,
    );
  }
}

interface Text {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}
const width = ({ fontSize = 11, fontWeight }: Text, text: unknown): number =>
  textWidth(String(text), fontSize, fontWeight === "bold" || Number(fontWeight) >= 600);

/** vega's exports that its types lack: measuring text without a canvas, and the counter of SVG ids. */
const library = vega as unknown as {
  readonly textMetrics: { width: (item: Text, text: unknown) => number };
  resetSVGDefIds(): void;
};

/** Warnings of the charting library are errors of ours: a chart that warns is not published. */
const refuseWarning = (...words: readonly unknown[]): never => {
  throw new Error(words.map(String).join(" "));
};
const quiet: vega.LoggerInterface = {
  level: ((level?: number) => (level === undefined ? vega.Warn : quiet)) as vega.LoggerInterface["level"],
  error: refuseWarning,
  warn: refuseWarning,
  info: () => quiet,
  debug: () => quiet,
};
