import { fail, formatPoints, groupBy, range, stream } from "../core";
import { formatP } from "../core/format-p";
import { openExternal } from "../data/external/open-external";
import { pick, type ImageSet, type Role, type SealedExternal } from "../data/image-set";
import type { Multiply } from "../ml/distances";
import { c2st, type C2st } from "../quality/c2st";
import { pixelVectors } from "../quality/images";

/** Images of either set that the test needs at least. */
const fewest = 4;

/**
 * Whether a classifier can tell external images from those trained on: a two-sample test on pixels. One image of each
 * patient is taken, as images of one patient are no independent cases, and as many of each class from both sets, so that
 * another mixture of classes is no difference.
 *
 * @returns undefined where fewer than four patients of either set are left, all classes together
 * @throws RangeError when the images are of different sizes
 * Source: Lopez-Paz & Oquab 2017, see `c2st`.
 */
export function tellExternalApart(
  sealed: SealedExternal,
  training: ImageSet<"train">,
  { seed, multiply }: { readonly seed: number; readonly multiply?: Multiply | undefined },
): C2st | undefined {
  const external = openExternal(sealed);
  if (external.size !== training.size)
    fail(
      "tell external images from those trained on",
      `sides of ${external.size} and ${training.size} pixels`,
      "one size",
      "Preprocess both alike.",
      RangeError,
    );
  const random = stream(seed, "external", "c2st");
  const drawn = [external, training].map((set) => {
    const ofPatients = [...groupBy(range(set.ids.length), (i) => set.groups[i]!).values()];
    return random.shuffle(ofPatients.map((ofPatient) => random.shuffle(ofPatient)[0]!));
  });
  const [here, there] = balanceClasses(external, drawn[0]!, training, drawn[1]!);
  if (here.length < fewest) return undefined;
  return c2st(pixelVectors(pick(external, here)), pixelVectors(pick(training, there)), {
    seed,
    multiply,
  });
}

/** As many images of each class from both sets as the one with fewer has. */
function balanceClasses(
  a: ImageSet<Role>,
  ofA: readonly number[],
  b: ImageSet<Role>,
  ofB: readonly number[],
): [number[], number[]] {
  const labels = [...new Set(a.labels)];
  const chosen = labels.map((label) => {
    const [own, other] = [ofA.filter((i) => a.labels[i] === label), ofB.filter((i) => b.labels[i] === label)];
    const n = Math.min(own.length, other.length);
    return [own.slice(0, n), other.slice(0, n)] as const;
  });
  return [chosen.flatMap(([own]) => own), chosen.flatMap(([, other]) => other)];
}

/** What the test found, with n, interval and p, in a sentence. */
export function describeTellingApart(found: C2st | undefined): string {
  if (found === undefined)
    return `Whether these images differ from those trained on was not tested: with as many of each class from both sets, fewer than ${fewest} patients of either are left.`;
  const percent = (x: number): string => `${formatPoints(x)} %`;
  const { accuracy, low, high, n, p, detectable } = found;
  const rate = `A classifier of pixels tells these images from those trained on in ${percent(accuracy)} of ${n} cases held out (95 % interval ${percent(low)} to ${percent(high)}, one-sided ${formatP(p, 3)}; one image per patient, as many of each class)`;
  return p < 0.05
    ? `${rate}: they differ.`
    : `${rate}: no difference is seen, and one that shows in fewer than ${percent(detectable)} may go unseen.`;
}
