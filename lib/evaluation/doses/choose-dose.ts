import { groupBy, mean, sum, variance } from "../../core/arrays";
import { fail } from "../../core/errors";
import type { Label } from "../../data/label";
import { errorOfShare } from "../../statistics/error-of-share";

/** What classifiers of one dose made of the inner validation images. */
export interface DoseTrial {
  readonly dose: number;
  /** One per image: its class, and the share of seeds whose classifier recognised it, 0..1. */
  readonly images: readonly { readonly label: Label; readonly right: number }[];
}

/**
 * The smallest dose whose balanced accuracy lies within one standard error of the best one's: 0, no synthetic images, is
 * a legitimate choice. The values themselves stay here: the best of several is too good to be reported.
 *
 * @param trials at least one, each with images of every class
 * Source: the one-standard-error rule of Breiman et al. 1984, section 3.4.3.
 * Deviation: the standard error counts images as independent; patients with several make it too small, and with that the
 * choice larger.
 */
export function chooseDose(trials: readonly DoseTrial[]): number {
  const scored = trials.map(({ dose, images }) => ({ dose, ...shareOfClasses(images) }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (a, b) => (a === undefined || b.value > a.value || (b.value === a.value && b.dose < a.dose) ? b : a),
    undefined,
  );
  if (best === undefined)
    return fail(
      "choose a dose",
      "no trial",
      "one per dose",
      "Train the inner classifiers first.",
      RangeError,
    );
  const good = scored.filter(({ value }) => value >= best.value - best.standardError - 1e-12);
  return Math.min(...good.map(({ dose }) => dose));
}

/** Mean over classes of the share that was recognised, and its standard error over images: not 0 where all of a class were. */
function shareOfClasses(images: DoseTrial["images"]): { value: number; standardError: number } {
  const ofClass = [...groupBy(images, ({ label }) => label).values()].map((own) => {
    const rights = own.map(({ right }) => right);
    const spread = own.length > 1 ? variance(rights, "n - 1") / own.length : 0;
    return {
      value: mean(rights),
      square: spread > 1e-12 ? spread : errorOfShare(mean(rights), own.length) ** 2,
    };
  });
  return {
    value: mean(ofClass, (c) => c.value),
    standardError: Math.sqrt(sum(ofClass.map((c) => c.square))) / ofClass.length,
  };
}
