/** One deliberate fault, and what must notice it. */
export interface Mutation {
  readonly name: string;
  /** A file of the project and how its text changes. */
  readonly file: string;
  readonly edit: (text: string) => string;
  /** The notebooks that are run with it; everything else is the unmutated run's. */
  readonly notebooks: readonly string[];
  /** Text that a run must print on its way to a non-zero exit; without: the run ends well, and only tests can notice. */
  readonly stops?: RegExp;
  /** Files of unit tests that are run with it; without: the tests of the run folder. */
  readonly unit?: string;
  /** A test that must fail; others may. Without: the run's stop is enough, and no tests are run. */
  readonly caughtBy?: RegExp;
}

/** Replaces a text that must be there once: a mutation that no longer applies is an error, not a pass. */
const replace =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    const parts = text.split(from);
    if (parts.length !== 2)
      throw new Error(`"${String(from)}" is there ${parts.length - 1} times, expected once`);
    return parts.join(to);
  };

interface Notebook {
  readonly cells: { readonly cell_type: string; source: string[] | string }[];
}

/** Changes the source of the one code cell that contains a text. */
const cell =
  (containing: string, change: (source: string) => string) =>
  (text: string): string => {
    const notebook = JSON.parse(text) as Notebook;
    const source = (c: Notebook["cells"][number]): string => [c.source].flat().join("");
    const found = notebook.cells.filter((c) => c.cell_type === "code" && source(c).includes(containing));
    if (found.length !== 1) throw new Error(`"${containing}" is in ${found.length} cells, expected one`);
    for (const c of found) c.source = change(source(c));
    return JSON.stringify(notebook, null, 1);
  };

/** Six faults of the field, two of them in a second form that is harder to see. */
export const mutations: readonly Mutation[] = [
  {
    name: "swapped labels: of the test images",
    file: "lib/evaluation/predict-with.ts",
    edit: replace("label: images.labels[i]!", "label: images.labels[i] === 0 ? 1 : 0"),
    notebooks: ["05"],
    caughtBy: /the counts that classifier\.h5 gives on the test images/,
  },
  {
    name: "swapped labels: of the data set",
    file: "lib/data/phantom.ts",
    edit: replace(/\n {4}label,/, "\n    label: label === 1 ? 0 : 1,"),
    notebooks: ["01"],
    caughtBy: /exactly the expected ones/,
  },
  {
    name: "one leaked test id: the first class' last test image also trains, in another's place",
    file: "lib/data/split/split.ts",
    edit: replace(
      /train: take\(\s*\(c\) => v\(c\) \+ t\(c\),\s*\(c\) => sizes\[c\] \?\? 0,?\s*\)/,
      "train: take((c) => v(c) + t(c) - (1 - c), (c) => (sizes[c] ?? 0) - (1 - c))",
    ),
    notebooks: ["01", "02"],
    stops: /each in one part/,
    caughtBy: /no image is in two parts/,
  },
  {
    name: "untrained generator: the average that is saved never follows the training",
    file: "lib/training/gan-training.ts",
    edit: replace("updateEma(ema, networks.generator, options.ema);", ""),
    notebooks: ["02"],
    caughtBy: /every kernel has moved from its first values/,
  },
  {
    name: "penalty left out",
    file: "lib/training/gan-step.ts",
    edit: replace(
      "if (options.penaltyWeight > 0 && !isWithoutPenalty) {",
      "if (options.penaltyWeight < 0 && !isWithoutPenalty) {",
    ),
    notebooks: ["02"],
    caughtBy: /a gradient penalty above 0/,
  },
  {
    name: "penalty left out: measured and shown, but no part of the loss",
    file: "lib/training/gan-step.ts",
    edit: replace("total = tf.add<tfjs.Scalar>(total, tf.mul(measured, options.penaltyWeight));", ""),
    notebooks: [],
    unit: "test/training/gan-step.test.ts",
    caughtBy: /the composed network's discriminator loss, penalty and gradients/,
  },
  {
    name: "an error in a cell",
    file: "notebooks/01-preprocess.ipynb",
    edit: cell('run.effective("data")', (source) => `${source};\nthrow new RangeError("planted");`),
    notebooks: ["01"],
    stops: /RangeError: planted/,
  },
  {
    name: "an error in a cell: a promise that nobody awaits is rejected",
    file: "notebooks/01-preprocess.ipynb",
    edit: cell(
      "data.sizes(dataset)",
      (source) => `void Promise.reject(new Error("planted late"));\n${source}`,
    ),
    notebooks: ["01"],
    stops: /planted late/,
  },
  {
    name: "one missing figure",
    file: "notebooks/01-preprocess.ipynb",
    edit: cell("figures.meanImageGrid(", replace("figures.show(", "figures.draw(")),
    notebooks: ["01"],
    caughtBy: /the figure 01-means/,
  },
];
