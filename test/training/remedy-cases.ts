import { ganLosses, type GanOptions } from "../../lib/training";
import { byFeatures } from "../../lib/training/gan-losses";
import type { ImageSet } from "../../lib/data/image-set";
import type { GanSpec } from "../../lib/models";
import { squares, tinySpec } from "./tiny";
import { tinyConditional } from "./tiny-conditional";

/** The tiny pair of all classes whose discriminator is asked for the class. */
export const tinyAcGan: GanSpec = {
  ...tinyConditional,
  auxiliary: true,
  discriminator: tinySpec.discriminator,
};

const ofOne = squares("train", 12, () => 1);
const ofBoth = squares("train", 12, (i) => i % 2);

/** Short trainings, each with one remedy that has a state or a part of the step of its own: name, networks, images, options. */
export const remedyCases: readonly (readonly [
  name: string,
  spec: GanSpec,
  images: ImageSet<"train">,
  changes: Partial<GanOptions>,
])[] = [
  ["an auxiliary classifier", tinyAcGan, ofBoth, { classes: ["dark", "bright"], name: "all classes" }],
  ["feature matching", tinySpec, ofOne, { loss: byFeatures(ganLosses["cross-entropy"]) }],
  ["minibatch discrimination", tinySpec, ofOne, { minibatchKernels: 4, penaltyWeight: 0 }],
  ["historical averaging", tinySpec, ofOne, { historicalAveraging: 0.1 }],
  ["virtual batch norm", tinySpec, ofOne, { referenceBatch: 4 }],
  [
    "virtual batch norm of a conditional pair",
    tinyConditional,
    ofBoth,
    { referenceBatch: 4, classes: ["dark", "bright"], name: "all classes" },
  ],
  ["a lazy penalty", tinySpec, ofOne, { penaltyEvery: 4 }],
];
