import { readdirSync } from "node:fs";
import type { Json } from "../../lib/core";
import { sha256 } from "../../lib/core";
import { paramCount } from "../../lib/models";
import { loadKeras } from "../../lib/training";
import { partNames, type RunFolder } from "./run-folder";

/**
 * The part that must be the same on every machine: everything that no floating-point arithmetic of a training went into. It is
 * kept in expected-smoke.json; accept.ts writes that file anew.
 */
export async function exactPart({ metrics, parts, path }: RunFolder): Promise<Json> {
  const { fingerprint, pixels, images, size, classes, counts } = metrics.data;
  return {
    profile: metrics.profile,
    seed: metrics.seed,
    data: { fingerprint, pixels, images, size, classes: [...classes], counts: [...counts] },
    foldId: metrics.split.foldId,
    parts: partNames.map((part) => {
      const { ids, labels, sha256: pixelFile } = parts[part];
      return {
        part,
        n: ids.length,
        ids: sha256(ids.join("\n")),
        labels: sha256(labels.join("")),
        pixels: pixelFile,
      };
    }),
    gans: metrics.gans.map((g) => ({
      class: g.class,
      label: g.label,
      network: g.network,
      steps: g.steps,
      images: g.images,
      parameters: g.parameters,
    })),
    samples: metrics.samples.map((s) => ({ class: s.class, n: s.n, heldOut: s.heldOut })),
    tsne: metrics.tsne.map((t) => ({ features: t.features, n: t.n })),
    arms: await Promise.all(
      metrics.arms.map(async ({ name, n, test }) => {
        const model = await loadKeras(path("models", "classifiers", name, "classifier.h5"));
        return { name, n, test, parameters: paramCount(model).trainable };
      }),
    ),
    figures: readdirSync(path("figures"))
      .filter((file) => file.endsWith(".svg"))
      .map((file) => file.slice(0, -4))
      .sort(),
  };
}
