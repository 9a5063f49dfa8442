import type { Images } from "../../../lib/quality/images";
import type { PanelImages, PanelRow } from "../../../lib/quality/panel/quality-panel";
import { noise, toyHeads } from "../toy-heads";

/** Images of each set. */
export const n = 30;
/** One class of toy heads whose synthetic images are the given ones. */
export const classOf = (synthetic: Images, seed: number): PanelImages => ({
  name: "heads",
  synthetic,
  train: { ...toyHeads(n, 10 * seed), groups: Array.from({ length: n }, (_, i) => `head ${i}`) },
  heldOut: toyHeads(n, 10 * seed + 1),
  untrainedReference: noise(n, seed),
});
/** The row of a metric in a feature space. */
export const find = (rows: readonly PanelRow[], metric: string, features: string): PanelRow => {
  const found = rows.find((row) => row.metric === metric && row.features === features);
  if (!found) throw new Error(`no ${metric} of ${features}`);
  return found;
};
