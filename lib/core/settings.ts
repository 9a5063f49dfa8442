import { ganSettings } from "./gan-settings";
import {
  choice,
  integer,
  number,
  text,
  type SettingDefinition,
  type TextSetting,
} from "./setting-definition";

/** How much of the paper a run does: `smoke` tries every part, `quick` learns something in minutes, `paper` is as published. */
export type Profile = "smoke" | "quick" | "paper";

/** The profiles, from short to long. */
export const profiles: readonly Profile[] = ["smoke", "quick", "paper"];

/**
 * Every setting with its range and its value in each profile. The paper's value is last; what the paper leaves
 * open is marked "unstated".
 */
export const settingDefinitions = {
  "data.size": integer([16, 256], [32, 32, 32], "side of a preprocessed image, pixels (a multiple of 8)", 8),
  "data.images": integer(
    [40, 20000],
    [200, 200, 200],
    "slices of the phantom (a folder has as many as it has)",
  ),
  "data.positive": text(
    "name of the class that sensitivity is of; auto: the one named hemorrhage, yes, tumor, 1 ...; of more than two none",
    "auto",
  ),
  "data.folder": text(
    "name of sub-folders: only images in folders of this name are read, at any depth; for brain beside bone, cropped beside full",
  ),
  "data.labelPattern": text(
    "regular expression on image paths; what it matches, or its first bracket, names the class: _(normal|tumor)_",
  ),
  "data.idColumn": text("heading of the table's column that names the images; by default found by its cells"),
  "data.labelColumn": text(
    "heading of the table's column of classes, or a finding of a column with several in a cell; by default the one that remains",
  ),
  "data.groupColumn": text("heading of the table's column of patients; by default found by its heading"),
  "data.missing": choice(
    ["refuse", "skip"],
    ["refuse", "refuse", "refuse"],
    "a table's rows without an image: refuse stops the run, skip leaves them out with a note",
  ),
  "data.unlabelled": choice(
    ["refuse", "skip", "0"],
    ["refuse", "refuse", "refuse"],
    "a table's rows without a label (empty, NA, ?): refuse stops the run, skip leaves them out, 0 takes them as 0, with a note",
  ),
  "data.uncertain": choice(
    ["refuse", "skip", "0", "1"],
    ["refuse", "refuse", "refuse"],
    "a table's rows with -1 beside 0 and 1, as in CheXpert: refuse stops the run, skip leaves them out, 0 and 1 take them as that",
  ),
  "data.excluded": choice(
    ["refuse", "skip", "keep"],
    ["refuse", "refuse", "refuse"],
    "images of which a table's column or an array exclude, excluded, drop or the like says yes: refuse stops the run, skip leaves them out, keep uses them, with a note",
  ),
  "data.external": text(
    "a labelled folder, an .npz file or phantom: other images with the same classes, on which every finished arm is judged; nothing is trained or chosen on them",
  ),
  "data.groupPattern": text(
    "regular expression on image paths; what it matches, or its first bracket, names the patient: ^(p\\d+)_",
  ),
  "data.grouping": choice(
    ["named", "guessed", "cautious", "none"],
    ["named", "named", "named"],
    "images that the split keeps together: of one named patient; guessed: without names, also of what looks like one scan (as in a study); cautious: also neighbouring files that may be of one scan or figure; none",
  ),
  "data.split": choice(
    ["drawn", "given"],
    ["drawn", "drawn", "drawn"],
    "drawn: Graft draws training, validation and test; given: those that the data set brings (folders or tables train, val, test) are kept",
  ),
  "data.window": choice(
    ["own", "given"],
    ["own", "own", "own"],
    "own: 40/80 HU for CT and NIfTI, other DICOM by its header or range; given: data.windowCenter and data.windowWidth for all, also chosen by setting one of them",
  ),
  "data.slices": text(
    "images taken from files that hold several (volumes, frames, pages): middle, all, every:5 (each fifth); without it such files stop the run",
  ),
  "data.windowCenter": number(
    [-2000, 10000],
    [40, 40, 40],
    "centre of the window that DICOM, NIfTI and pictures of more than 8 bits are shown through, HU",
  ),
  "data.windowWidth": number([1, 20000], [80, 80, 80], "width of that window, HU"),
  ...ganSettings,
  "samples.count": integer([10, 5000], [100, 100, 100], "synthetic images per class that the arms get"),
  "samples.measured": integer(
    [50, 2000],
    [100, 400, 400],
    "generated and held-out images per class behind KID, recall, coverage, C2ST",
  ),
  "samples.format": choice(
    ["png", "dicom", "both"],
    ["png", "png", "png"],
    "files that notebook 03 hands samples out as; dicom: Secondary Capture, marked derived and synthetic",
  ),
  "quality.features": text(
    "a classifier saved by Keras (.h5 or .keras, grey images of data.size): its last layer is one more feature space of notebook 03's panel",
  ),
  "classifier.depth": choice(["18", "34", "50", "101", "152"], ["18", "50", "50"], "ResNet family member"),
  "classifier.filters": integer(
    [4, 256],
    [16, 64, 64],
    "filters of the first layer; the paper's family has 64",
  ),
  "classifier.epochs": integer(
    [1, 1000],
    [2, 10, 100],
    "at most; an epoch is ceil(real training images / batch) steps in every arm",
  ),
  "classifier.batchSize": integer([2, 512], [32, 32, 32], "images per step"),
  "classifier.learningRate": number([1e-7, 1], [1e-3, 1e-3, 1e-3], "RMSProp's step size"),
  "classifier.dropout": number([0, 0.9], [0.4, 0.4, 0.4], "before the softmax"),
  "classifier.augmentation": choice(
    ["none", "classical"],
    ["none", "none", "none"],
    "classical: training images are turned, shifted, mirrored and changed in intensity (not in the paper)",
  ),
  "classifier.patience": integer(
    [1, 1000],
    [5, 5, 5],
    "epochs without a better validation loss before an arm stops",
  ),
  "study.folds": integer([2, 50], [2, 5, 5], "parts that a study tests in turn; patients are kept together"),
  "study.repeats": integer(
    [1, 100],
    [1, 2, 10],
    "times that a study repeats the division into folds, each with another one",
  ),
  "study.seeds": integer(
    [1, 20],
    [1, 1, 1],
    "trainings of each arm in each fold; averaged before anything is compared",
  ),
  "study.arms": text(
    "arms that a study trains, separated by commas: names of arms, or default, generator (other uses of it: around latents, semi-supervised), rules (which images), doses (how many), frid-adar (doses with classical augmentation), tuned and frid-adar-tuned (dose chosen on an inner split, 13 trainings each)",
    "default",
  ),
  "inversion.steps": integer(
    [1, 5000],
    [10, 150, 300],
    "steps by which the latents of training images are searched (notebook 04, the arm original+around)",
  ),
  "inversion.spread": number(
    [0, 1],
    [0.3, 0.3, 0.3],
    "how far from these latents the arm original+around draws: 0 makes the training images again, 1 draws anew",
  ),
  "encoder.steps": integer(
    [0, 50000],
    [20, 300, 700],
    "steps of the encoder that shows what a generator cannot make (notebook 03); 0 leaves it out",
  ),
  "tsne.perplexity": number([2, 100], [15, 30, 30], "effective number of neighbours"),
  "tsne.iterations": integer([250, 5000], [300, 1000, 1000], "steps of the embedding"),
  "engine.mode": choice(
    ["auto", "graph", "eager"],
    ["auto", "auto", "auto"],
    "graph: training steps are compiled; eager: one operation at a time; auto: graph, but eager by WebAssembly",
  ),
  "engine.convolution": choice(
    ["auto", "winograd", "direct"],
    ["auto", "auto", "auto"],
    "winograd: where it is faster, last digits differ from direct; auto: winograd, but direct by WebAssembly",
  ),
  "engine.precision": choice(
    ["float32", "bfloat16"],
    ["float32", "float32", "float32"],
    "bfloat16: compiled steps round what they multiply to 8 bits, twice as fast on processors that have it; results differ",
  ),
  "engine.threads": integer([0, 256], [0, 0, 0], "threads of an operation; 0: one a processor"),
} as const satisfies Record<string, SettingDefinition>;

type Definitions = typeof settingDefinitions;
/** A setting's name: `gan.epochs`. */
export type SettingKey = keyof Definitions;
type ValueOf<D> = D extends { choices: readonly (infer C)[] } ? C : D extends TextSetting ? string : number;
/** One value for every setting. */
export type Settings = { readonly [K in SettingKey]: ValueOf<Definitions[K]> };
