import { describe, expect, it } from "vitest";
import { classFidelity, readGanTrainAndTest, type ClassVectors } from "../../lib/quality/class-fidelity";
import { fitClassifier } from "../../lib/quality/fit-classifier";
import { range } from "../../lib/core/arrays";
import { divideGroups } from "../../lib/quality/divide-groups";
import { pixelVectors } from "../../lib/quality/images";
import { rowsAt, type Vectors } from "../../lib/ml/vectors";
import { part, phantoms, read } from "./golden";

const fidelity = read<{
  reference_accuracy: number;
  gan_test: number;
  cas_gan_train: number;
  per_class_fidelity: number[];
}>("class-fidelity");

/** Pixels in [0, 1], as scikit-learn had them. */
const unit = (x: Vectors): Vectors => ({ ...x, values: Float64Array.from(x.values, (v) => (v + 1) / 2) });
const { normal, lesion } = phantoms();
const both = [normal, lesion];
const train = both.map((images) => unit(pixelVectors(part(images, 0, 32))));
const heldOut = both.map((images) => unit(pixelVectors(part(images, 32, 64))));
/** The training images with a Gaussian blur of 1 pixel, as scipy.ndimage makes it: rows, then columns. */
const synthetic = train.map((set) => ({ ...set, values: blurred(blurred(set.values, 32), 1) }));

function blurred(values: Vectors["values"], step: number): Float64Array {
  const taps = Array.from({ length: 9 }, (_, i) => Math.exp(-((i - 4) ** 2) / 2));
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  return Float64Array.from(values, (_, at) => {
    const place = Math.floor(at / step) % 32;
    return taps.reduce((sum, tap, i) => {
      const to = place + i - 4;
      const mirrored = to < 0 ? -1 - to : to > 31 ? 63 - to : to; // the edge pixel twice
      return sum + (tap / total) * values[at + (mirrored - place) * step]!;
    }, 0);
  });
}

const groups = (n: number): string[] => Array.from({ length: n }, (_, i) => `head ${i}`);
const classesOf = (sets: readonly Vectors[]): ClassVectors[] =>
  sets.map((set, k) => ({ synthetic: set, train: train[k]!, groups: groups(32), heldOut: heldOut[k]! }));
const options = { C: 1, seed: 1 };

describe("fitClassifier", () => {
  const right = (sets: readonly Vectors[], learned: readonly Vectors[]): number[] => {
    const classify = fitClassifier(learned, { C: 1 });
    return sets.map((set, label) => {
      const scores = classify(set);
      return scores[label]!.filter((v, i) => v > scores[1 - label]![i]!).length / set.n;
    });
  };
  const mean = ([a, b]: number[]): number => (a! + b!) / 2;

  it("gives scikit-learn's accuracies: of real images, of blurred ones by real ones and the other way", () => {
    expect(mean(right(heldOut, train))).toBe(fidelity.reference_accuracy);
    expect(right(synthetic, train)).toEqual(fidelity.per_class_fidelity);
    expect(mean(right(synthetic, train))).toBe(fidelity.gan_test);
    expect(mean(right(heldOut, synthetic))).toBe(fidelity.cas_gan_train);
  });

  it("classifies three classes, one against the others", () => {
    const at = (x: number, y: number): Vectors => ({
      n: 3,
      dim: 2,
      values: Float64Array.of(x, y, x + 0.1, y, x, y + 0.1),
    });
    const sets = [at(0, 0), at(4, 0), at(0, 4)];
    const classify = fitClassifier(sets, { C: 10 });
    sets.forEach((set, label) => {
      const scores = classify(set);
      for (let i = 0; i < 3; i++) {
        const of = scores.map((values) => values[i]!);
        expect(of.indexOf(Math.max(...of))).toBe(label);
      }
    });
  });
});

describe("classFidelity", () => {
  it("judges other real images as it judges the training images it did not see", () => {
    const found = classFidelity(classesOf(heldOut), options);
    expect(Math.abs(found.ganTest - found.realTest)).toBeLessThan(0.15);
    expect(found.realTrain).toBe(fidelity.reference_accuracy);
    expect(found.ganTrain).toBeGreaterThan(found.realTrain + 0.1); // learned from the very images that it is tested on
    expect(found.classes[0]!.synthetic.low).toBeLessThan(found.classes[0]!.synthetic.value);
  });

  it("falls below chance when the labels are swapped", () => {
    const found = classFidelity(classesOf([...heldOut].reverse()), options);
    expect(found.ganTest).toBeLessThanOrEqual(1 - found.realTest + 0.1);
    expect(found.ganTrain).toBeLessThan(0.2);
    expect(found.reading).toBe("the classes were not learned");
  });

  it("sees that one image per class teaches little", () => {
    const one = heldOut.map((set) =>
      rowsAt(
        set,
        Array.from({ length: 32 }, () => 0),
      ),
    );
    const found = classFidelity(classesOf(one), options);
    for (const { synthetic: rate } of found.classes) expect([0, 1]).toContain(rate.value);
    expect(found.ganTrain).toBeGreaterThan(0.4);
    expect(found.ganTrain).toBeLessThan(0.68);
  });

  it("learns no image's label from another image of its group", () => {
    const twice = train.map((set) =>
      rowsAt(
        set,
        Array.from({ length: 64 }, (_, i) => i >> 1),
      ),
    );
    const of = (names: (i: number) => string): number =>
      classFidelity(
        twice.map((set, k) => ({
          synthetic: synthetic[k]!,
          train: set,
          groups: Array.from({ length: 64 }, (_, i) => names(i)),
          heldOut: heldOut[k]!,
        })),
        options,
      ).realTest;
    expect(of((i) => `image ${i}`)).toBeGreaterThan(of((i) => `head ${i >> 1}`) + 0.1);
  });

  it("says less of held-out and training images of few patients, and the same of each image", () => {
    const halves = (n: number): string[] => range(n).map((i) => `patient ${i % 4}`);
    const swapped = classesOf([...heldOut].reverse()); // learned from these, each real image is taken for the other class
    const alone = classFidelity(swapped, options);
    const patients = classFidelity(
      swapped.map((of) => ({ ...of, groups: halves(32), heldOutGroups: halves(32) })),
      options,
    );
    expect(patients.ganTrain).toBe(alone.ganTrain);
    const width = ({ classes }: typeof alone): number => classes[0]!.real.high - classes[0]!.real.low;
    expect(width(patients)).toBeGreaterThan(1.2 * width(alone));
    expect(alone.reading).toBe("the classes were not learned");
  });

  it("calls nothing learned or not from held-out images of one patient", () => {
    const swapped = classesOf([...heldOut].reverse());
    const found = classFidelity(
      swapped.map((of) => ({ ...of, heldOutGroups: range(32).map(() => "one") })),
      options,
    );
    expect(found.reading).toBe("diverse, with wrong labels or noise");
  });

  it("reads GAN-train and GAN-test together, and refuses a single class", () => {
    expect(readGanTrainAndTest({ train: false, test: true })).toContain("few modes");
    expect(readGanTrainAndTest({ train: true, test: false })).toContain("wrong labels");
    expect(readGanTrainAndTest({ train: true, test: true })).toContain("or copies");
    expect(() => classFidelity(classesOf(heldOut).slice(0, 1))).toThrow("1 class, expected at least 2");
    const single = classesOf(heldOut).map((of) => ({ ...of, groups: of.groups.map(() => "one") }));
    expect(() => classFidelity(single)).toThrow("a single group");
    const shared = classesOf(heldOut).map((of, k) => ({
      ...of,
      groups: of.groups.map((_, i) => (i % 2 === 0 ? "shared" : `own ${k}`)),
    }));
    const alone = range(20).find((of) => !divideGroups(shared.map(({ groups }) => groups), { seed: of, most: 5 })); // prettier-ignore
    expect(() => classFidelity(shared, { ...options, seed: alone! })).toThrow("a part's rest lacks one");
  });
});
