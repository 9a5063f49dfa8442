import { countOf, fail, indicesWhere, range, stream } from "../../core";
import type { Slice } from "../../data";

/**
 * Images of each study, by index: as many of each class, and as disjoint as the data set allows. Each class is dealt out in a
 * random order; when it is used up it is shuffled and dealt out again. Not balanced, all images are dealt out as one class, so
 * that a study has about the data set's shares.
 *
 * @throws InputError where a patient is named, since a study would share patients with the images it is judged on; and where a
 *   class has not twice as many images as a study takes: too few would be left to judge on
 */
export function drawStudies(
  slices: readonly Pick<Slice, "label" | "group">[],
  {
    studies,
    images,
    seed,
    isBalanced = true,
  }: {
    readonly studies: number;
    readonly images: number;
    readonly seed: number;
    readonly isBalanced?: boolean;
  },
): number[][] {
  refusePatients(slices);
  const labels = slices.map(({ label }) => (isBalanced ? label : null));
  const classes = [...new Set(labels)].sort((a, b) => Number(a) - Number(b));
  const each = Math.floor(images / classes.length);
  const decks = classes.map((label) => {
    const own = indicesWhere(labels, (l) => l === label);
    if (own.length < 2 * each)
      fail(
        "run the truth trial",
        `${own.length} images${label === null ? "" : ` of class ${label}`}`,
        `at least ${2 * each}, twice what a study takes${label === null ? "" : " of a class"}`,
        "Lower --images, or give a larger data set.",
      );
    const random = stream(seed, "truth trial", label);
    let left: number[] = [];
    return (): number[] => {
      const hand: number[] = [];
      while (hand.length < each) {
        if (left.length === 0) {
          const [held, others] = [true, false].map((isHeld) =>
            own.filter((i) => hand.includes(i) === isHeld),
          );
          left = [...random.shuffle(held!), ...random.shuffle(others!)]; // dealt from the end: none twice to a study
        }
        hand.push(left.pop()!);
      }
      return hand;
    };
  });
  return range(studies).map(() => decks.flatMap((deal) => deal()).sort((a, b) => a - b));
}

/** Refuses named patients: images are drawn one by one, and written without their patients. */
function refusePatients(slices: readonly Pick<Slice, "group">[]): void {
  const named = slices.filter(({ group }) => group !== undefined);
  if (named.length === 0) return;
  const patients = new Set(named.map(({ group }) => group)).size;
  fail(
    "run the truth trial",
    `${countOf(named.length, "image")} of ${countOf(patients, "named patient")}`,
    "images of which each is of a patient of its own, without names of patients",
    "Give a copy of the data set with one image per patient, and without the column, folders or headers that name them.",
  );
}
