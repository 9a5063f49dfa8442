import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openRun } from "../../lib/core";
import {
  concat,
  groupedFolds,
  groupsOf,
  imageSet,
  openSplit,
  pick,
  preprocess,
  read,
  saveSplit,
  split as splitDataset,
  splitAt,
  withLabel,
  type ImageSet,
  type Split,
} from "../../lib/data";
import { oversample } from "../../lib/data/oversample";
import { arms, evaluate, evaluateBaselines, type TrainedArm } from "../../lib/evaluation";
import { discard } from "../../lib/quality";
import { foldFolder, openStudy } from "../../lib/study/study";
import { dicom } from "../data/formats/made-medical";
import { madeSet } from "../data/made-dataset";
import { images, made, temporary } from "../data/made-folder";

// Every way we know to let a test image, or another image of its patient, into its own test.

const preprocessed = await madeSet(30, 30);
const labels = preprocessed.dataset.slices.map((s) => s.label);
const groups = labels.map((label, i) => `patient ${label}-${Math.floor(i / 3)}`);

function folds(): Split[] {
  const folder = temporary();
  return groupedFolds(labels, groups, { folds: 3, repeats: 1, seed: 1 }).map((indices) =>
    splitAt(preprocessed, indices, { groups, folder: (foldId) => join(folder, foldId) }),
  );
}

/** Images of a generator that saw the given real ones. */
function generated({ foldId, size }: ImageSet<"train">, seen: readonly string[]): ImageSet<"synthetic"> {
  const ids = Array.from({ length: 12 }, (_, i) => `drawn ${i}`);
  const pixels = new Float32Array(ids.length * size * size).fill(0.5);
  return imageSet("synthetic", { foldId, seen, ids, labels: ids.map(() => 1 as const), size, pixels });
}

/** An arm as `trainArm` describes it, never trained: the refusals come before its classifier is opened. */
function trained(images: ImageSet<"train" | "synthetic">, { validation, train }: Split): TrainedArm {
  const group = new Map(train.ids.map((id, i) => [id, train.groups[i] ?? id]));
  return {
    name: "made",
    foldId: images.foldId,
    n: images.ids.length,
    seen: [...images.seen, ...validation.ids],
    seenGroups: [...images.seen.map((id) => group.get(id) ?? id), ...validation.groups],
    steps: 1,
    history: { epochs: [], bestEpoch: 0 },
    seed: 1,
    folder: "nowhere",
  };
}

describe("evaluate() refuses", () => {
  test("an arm of another fold, which may have been trained on this fold's test", async () => {
    const [first, second] = folds() as [Split, Split];
    await expect(evaluate([trained(second.train, second)], first.test)).rejects.toThrow(
      /saw test images i\d+.*expected an arm of this split that never saw the test/,
    );
  });

  test("an arm that was trained on a test image under this fold's name, and names the image", async () => {
    const [{ train, test: sealed, validation }, other] = folds() as [Split, Split];
    const leaked = other.train.ids.find((id) => sealed.ids.includes(id)) ?? "";
    const place = other.train.ids.indexOf(leaked);
    const forged = imageSet("train", { ...pick(other.train, [place]), foldId: train.foldId });
    const arm = trained(concat(train, forged), { train, validation, test: sealed, foldId: train.foldId });
    await expect(evaluate([arm], sealed)).rejects.toThrow(new RegExp(`saw test images ${leaked}`));
  });

  test("an arm whose generator saw a test image, though no real test image is in its training set", async () => {
    const [split] = folds() as [Split];
    const [leaked = ""] = split.test.ids;
    const synthetic = generated(split.train, [...split.train.ids, leaked]);
    for (const images of [
      synthetic,
      withLabel(synthetic, 1),
      pick(synthetic, [0, 3]),
      oversample(synthetic, 30),
    ])
      await expect(evaluate([trained(images, split)], split.test)).rejects.toThrow(
        `a generator of its images, saw test images ${leaked}`,
      );
    await expect(evaluate([trained(concat(split.train, synthetic), split)], split.test)).rejects.toThrow(
      leaked,
    );
  });

  test("an arm that saw another image of a test image's patient", async () => {
    const [split] = folds() as [Split];
    const arm = trained(split.train, split);
    const mate = groups[labels.findIndex((_, i) => split.test.ids.includes(`i${i}`))] ?? "";
    await expect(evaluate([{ ...arm, seenGroups: [...arm.seenGroups, mate] }], split.test)).rejects.toThrow(
      /saw other images of the patients of i\d+/,
    );
  });

  test("an arm whose epoch was chosen by a test image", async () => {
    const [split] = folds() as [Split];
    const arm = trained(split.train, { ...split, validation: { ...split.validation, ids: split.test.ids } });
    await expect(evaluate([arm], split.test)).rejects.toThrow(/saw test images/);
  });

  test("a baseline of another fold", () => {
    const [first, second] = folds() as [Split, Split];
    const options = { areas: new Map<string, number>(), seed: 1 };
    expect(() => evaluateBaselines(second.train, first.test, options)).toThrow(
      /saw test images|belongs to split/,
    );
    expect(evaluateBaselines(first.train, first.test, options).map((b) => b.predictions.length)).toEqual(
      new Array(5).fill(first.test.ids.length),
    );
  });
});

describe("sets refuse", () => {
  test("synthetic images that do not say what their generator saw", () => {
    const [{ train }] = folds() as [Split];
    const { foldId, size, pixels, ids, labels: own } = train;
    expect(() => imageSet("synthetic", { foldId, size, pixels, ids, labels: own })).toThrow(
      /does not say which real images its generator saw/,
    );
  });

  test("to be joined across folds, or discarded by another fold's images", () => {
    const [first, second] = folds() as [Split, Split];
    expect(() => concat(first.train, second.train)).toThrow(/expected one fold and one size/);
    const synthetic = generated(first.train, first.train.ids);
    expect(() => concat(second.train, synthetic)).toThrow(/expected one fold/);
    expect(() => discard(synthetic, withLabel(second.train, 1))).toThrow(/expected one fold, one class/);
  });

  test("a group in two parts, whoever chose the indices", () => {
    const all = labels.map((_, i) => i);
    const indices = { train: all.slice(0, 31), validation: all.slice(31, 50), test: all.slice(50) };
    expect(() => splitAt(preprocessed, indices, { groups, folder: () => temporary() })).toThrow(
      'group "patient 1-10" lies in train and validation, expected each group in one part',
    );
  });

  test("nothing of what arms make of a fold's images forgets what was seen", () => {
    const [split] = folds() as [Split];
    const synthetic = generated(split.train, split.train.ids);
    for (const arm of arms)
      for (const given of [synthetic, pick(synthetic, [1, 2, 3])]) {
        const images = arm.images({ real: split.train, synthetic: given, syntheticCount: 12 });
        expect([...images.seen].sort()).toEqual([...split.train.ids].sort());
        expect(images.foldId).toBe(split.foldId);
      }
  });
});

describe("no patient is torn apart", () => {
  // 12 patients of 2 images each, 6 of each class, their images far apart in the order of names
  const n = 24;
  const patientOf = (i: number): string => `p${i % 12}`;
  const classOf = (i: number): number => (i % 12 < 6 ? 0 : 1);
  const column = async (): Promise<string> => {
    const rows = Array.from({ length: n }, (_, i) => `x${i},${classOf(i)},${patientOf(i)}`);
    return made({
      "labels.csv": ["id,hemorrhage,patient", ...rows].join("\n"),
      ...(await images(n, (i) => `x${i}.png`)),
    });
  };
  const headers = (of: (i: number) => { readonly patient: string; readonly study: string }): string => {
    const values = (i: number): number[] => Array.from({ length: 12 }, (_, k) => (i * 17 + k * 11) % 80);
    return made(
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `${classOf(i)}/x${i}.dcm`,
          dicom({ width: 4, height: 3, values: values(i), ...of(i) }),
        ]),
      ),
    );
  };
  const sources: readonly (readonly [string, () => Promise<string> | string, Record<string, string>])[] = [
    ["a column of the table", column, {}],
    [
      "data.groupPattern on the file's name",
      async () => made(await images(n, (i) => `${classOf(i)}/${patientOf(i)}_x${i}.png`)),
      { "data.groupPattern": "/(p\\d+)_" },
    ],
    [
      "data.groupPattern on a folder",
      async () => made(await images(n, (i) => `${classOf(i)}/${patientOf(i)}/x${i}.png`)),
      { "data.groupPattern": "^[^/]+/([^/]+)/" },
    ],
    [
      "folders that hold classes",
      async () => made(await images(n, (i) => `${patientOf(i)}/${classOf(i)}/x${i}.png`)),
      {},
    ],
    [
      "numbered folders inside the classes",
      async () => made(await images(n, (i) => `${classOf(i)}/patient ${i % 12}/x${i}.png`)),
      {},
    ],
    ["DICOM's PatientID", () => headers((i) => ({ patient: patientOf(i), study: String(i) })), {}],
    [
      "DICOM's StudyInstanceUID where one PatientID is in all files",
      () => headers((i) => ({ patient: "ID 1", study: patientOf(i) })),
      {},
    ],
    [
      "DICOM's StudyInstanceUID where PatientID is empty or says ANONYMOUS",
      () => headers((i) => ({ patient: i % 2 ? "" : "ANONYMOUS", study: patientOf(i) })),
      {},
    ],
    [
      "folders of a few names that hold classes",
      async () =>
        made(await images(n, (i) => `patient of ${"abcdefghijkl"[i % 12]!}/${classOf(i)}/x${i}.png`)),
      {},
    ],
  ];

  /** Patients, as this test named them, of which images lie in more than one part. */
  const torn = ({ train, validation, test: { ids } }: Split): string[] => {
    const parts = new Map<string, Set<number>>();
    for (const [part, own] of [train.ids, validation.ids, ids].entries())
      for (const id of own) {
        const patient = patientOf(Number(/x(\d+)$/.exec(id)?.[1]));
        parts.set(patient, (parts.get(patient) ?? new Set()).add(part));
      }
    expect(parts.size).toBe(12);
    return [...parts].filter(([, of]) => of.size > 1).map(([patient]) => patient);
  };

  async function splitOf(data: string, set: Record<string, string>, seed: number): Promise<Split> {
    const run = openRun({ profile: "smoke", data, seed, set, out: temporary() });
    const dataset = await read(run);
    const groups = groupsOf(dataset, [], run.settings["data.grouping"]);
    const pre = await preprocess(dataset, { size: 8 });
    saveSplit(run.folder, pre, splitDataset(pre, { seed, folder: run.folder, groups }));
    return openSplit(run.folder);
  }

  test.each(sources)("by the run's split: patients by %s", async (_, folder, set) => {
    const data = await folder();
    for (const seed of [1, 2, 3]) expect(torn(await splitOf(data, set, seed))).toEqual([]);
    expect(torn(await splitOf(data, { ...set, "data.grouping": "guessed" }, 1))).toEqual([]);
    expect(torn(await splitOf(data, { ...set, "data.grouping": "none" }, 1)).length).toBeGreaterThan(1);
  });

  /** Patients of two images each in the parts that the folder brings; the last of them in training and test. */
  const brought = async (isTorn: boolean): Promise<string> => {
    const part = (i: number): string => ["train", "train", "test"][i % 3]!;
    const place = (i: number): string => (isTorn && i === 23 ? "train" : part(i));
    return made(await images(n, (i) => `${place(i)}/${classOf(i)}/${patientOf(i)}/x${i}.png`));
  };
  const given = { "data.split": "given" };

  test("by the split that a data set brings, where validation is taken from its training", async () => {
    for (const seed of [1, 2, 3]) {
      const split = await splitOf(await brought(false), given, seed);
      expect(torn(split)).toEqual([]);
      expect(split.test.ids).toHaveLength(8);
      expect(split.validation.ids).toHaveLength(4);
    }
  });

  test("in silence by a split that a data set brings and that tears one apart", async () => {
    await expect(splitOf(await brought(true), given, 1)).rejects.toThrow(
      /1 patient or set of equal images lies in several of its parts: test\/1\/p11\/x11\.png \(test\) and train\/1\/p11\/x23\.png \(train\)/,
    );
    expect(torn(await splitOf(await brought(true), {}, 1))).toEqual([]);
  });

  test.each(sources)("by a study's folds: patients by %s", async (_, folder, set) => {
    const [data, out] = [await folder(), temporary()];
    const study = await openStudy({ profile: "smoke", data, dataName: "made", seed: 1, set }, out);
    expect(study.groups.origin).toBe("given");
    for (const { foldId } of study.folds) expect(torn(openSplit(foldFolder(out, foldId)))).toEqual([]);
  });
});
