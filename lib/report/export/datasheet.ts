import { countOf } from "../../core/count-of";
import type { Provenance } from "./provenance";

/**
 * The datasheet of exported samples, as Markdown: what they are, what they were made of, how they were chosen, what was
 * found of them, and what they must not be used for. Source: the questions of Gebru et al. 2021, "Datasheets for datasets",
 * as far as they have an answer for images that a generator drew.
 */
export function datasheet(of: Provenance, format: "png" | "dicom"): string {
  const classes = of.classes.map(
    (c) => `### ${c.class}

- ${countOf(c.images, "image")} of ${c.size} x ${c.size} grey pixels, drawn by the generator with SHA-256 \`${c.generator}\` (network ${c.network}, loss ${c.loss}, penalty ${c.penalty}), seed ${c.seed}, after ${countOf(c.steps, "step")}.
- It was trained on ${countOf(c.trainedOn.images, "image")} of this data set${c.trainedOn.classes === 1 ? " and class" : `, of ${c.trainedOn.classes} classes`}: SHA-256 of the pixels of those of this class \`${c.trainedOn.pixels}\`, of the list of all their ids \`${c.trainedOn.ids}\`.
- Chosen how: ${c.discarded}
- Quality, against held-out real images: ${ended(c.quality)}
- Memorisation: ${ended(c.memorisation.sentence)}${c.memorisation.refusals.map((reason) => `\n- **Exported although:** ${reason}`).join("")}`,
  );
  const files =
    format === "png"
      ? "8-bit grey PNG files, one folder per class; `labels.csv` names each file's class."
      : "DICOM files (Secondary Capture, image type `DERIVED\\SECONDARY\\SYNTHETIC`), one folder per class; `labels.csv` names each file's class. All images of a generator have one invented patient: a split by patients keeps them together.";
  return `# Datasheet: synthetic images made from ${of.data}

These images are **synthetic**: generators of Graft (commit ${of.version}) drew them. They show no patient.

${files} \`provenance.json\` holds what follows for programs, with every setting.

## What they are for

To ask whether a classifier learns more from real images when these are added to its **training** part. The answer of this run is in its report; it holds for this data set and this classifier.

## What they must not be used for

- Diagnosis, teaching of diagnosis, or anything where a reader takes them for images of a patient.
- Testing or validating a model, estimating how often something occurs, or counting them as patients: ${of.classes.map((c) => c.images).join(" + ")} images hold no more than the ${seenBy(of.classes).join(" + ")} they were made of.
- Training a model that is tested on the images that the generators saw, or on other images of the same patients.
- Standing in for the real images because these are private: that no sign of memorisation was found is no proof that there is none. Whoever may not hand out the real images asks first whether they may hand out these.
- Training another generator: what this one got wrong would be learned as real.

## Classes

${classes.join("\n\n")}

## Made again

\`${of.command}\` makes the same images on the same machine.
`;
}

/** Training images of each generator, once where it draws several classes. */
const seenBy = (classes: Provenance["classes"]): number[] => [
  ...new Map(classes.map(({ generator, trainedOn }) => [generator, trainedOn.images])).values(),
];

/** A sentence with its full stop. */
const ended = (sentence: string): string => (sentence.endsWith(".") ? sentence : `${sentence}.`);
