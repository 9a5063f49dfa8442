import { formatNumber } from "../figures/format-number";
import { html, type HtmlPart } from "../figures/html";
import type { PanelMetrics } from "./metrics";
import { foldedHtml, wideTable } from "./page";

/** The samples in several feature spaces, one column per class, and what class fidelity says. */
export function panelHtml({ rows, fidelity }: PanelMetrics): HtmlPart {
  const classes = [...new Set(rows.map((row) => row.class))];
  const kindOf = ({ metric, features }: PanelMetrics["rows"][number]): string => `${metric}, ${features}`;
  const kinds = [...new Set(rows.map(kindOf))];
  const value = (x: number | null): string => (x === null ? "–" : formatNumber(x));
  const cells = kinds.map((kind) => {
    const ofKind = rows.filter((row) => kindOf(row) === kind);
    const values = classes.map((name) => {
      const found = ofKind.find((row) => row.class === name);
      return found
        ? `${value(found.synthetic)} (real ${value(found.real)}, untrained ${value(found.untrained)}; n ${found.n})`
        : "–";
    });
    return [kind, ...values, ofKind[0]?.direction ?? ""];
  });
  const share = (x: number): string => x.toFixed(2);
  const sentence =
    fidelity &&
    html`<p>
      Class fidelity: ${fidelity.reading}. Classifiers of real images are right on ${share(fidelity.ganTest)}
      of the synthetic images (GAN-test; of real ones on ${share(fidelity.realTest)}); a classifier of
      synthetic images is right on ${share(fidelity.ganTrain)} of the held-out images (GAN-train; one of as
      many real images on ${share(fidelity.realTrain)}).
    </p>`;
  return [
    sentence ?? undefined,
    rows.length === 0
      ? undefined
      : foldedHtml(
          "The synthetic images in several feature spaces",
          wideTable(
            ["metric, features", ...classes, "which values are good"],
            cells,
            "Beside training images (real) and the untrained generator, at equal numbers of images; recall, coverage and precision over all features",
          ),
        ),
  ];
}
