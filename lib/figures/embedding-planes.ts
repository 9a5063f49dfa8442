import type { ImageSet, Role } from "../data/image-set";
import type { Tsne } from "../ml/tsne";
import type { Drawing } from "./drawing";
import { scatter } from "./scatter";

/** One embedding of the same images. */
export interface EmbeddedPlane {
  /** The embedded vectors: `"pixels"`. */
  readonly name: string;
  /** Points (n, 2), real images first, then synthetic ones. */
  readonly embedding: Tsne["embedding"];
  readonly trustworthiness: number;
  readonly perplexity: number;
}

/** Real and synthetic images on one plane per space, with its trustworthiness; colour is the class, shape the source. */
export function embeddingPlanes(
  planes: readonly EmbeddedPlane[],
  sets: Readonly<Record<"real" | "synthetic", Pick<ImageSet<Role>, "labels">>>,
  classes: readonly string[],
): Drawing {
  const { real, synthetic } = sets;
  const labels = [...real.labels, ...synthetic.labels];
  const perplexities = [...new Set(planes.map((p) => p.perplexity))].join(" and ");
  return scatter({
    name: "04-tsne",
    title: "Real and synthetic images on one plane",
    n: `${real.labels.length} real + ${synthetic.labels.length} synthetic`,
    note: `perplexity ${perplexities}`,
    labels: classes,
    panels: planes.map(({ name, embedding: { values }, trustworthiness }) => ({
      title: `${name} (trustworthiness ${trustworthiness.toFixed(2)})`,
      points: labels.map((label, i) => ({
        x: values[2 * i] ?? NaN,
        y: values[2 * i + 1] ?? NaN,
        label: classes[label] ?? "",
        source: i < real.labels.length ? "real" : "synthetic",
      })),
    })),
  });
}
