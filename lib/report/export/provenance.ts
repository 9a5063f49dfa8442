import { resolveSettings, sha256, versions, type Json, type Run, type SettingKey } from "../../core";
import type { ImageSet } from "../../data/image-set";
import { pixelHash } from "../../data/pixel-bytes";
import type { Memorisation } from "../../quality/memorisation/judge-memorisation";
import type { TrainedGan } from "../../training/trained-gan";
import { commandLine } from "../command-line";

/** The samples of one class, their generator, and what was found of them. */
export interface ExportableSamples {
  /** The class. */
  readonly name: string;
  readonly samples: ImageSet<"synthetic">;
  readonly gan: Pick<
    TrainedGan,
    "hash" | "trainIds" | "seed" | "steps" | "spec" | "loss" | "penalty" | "classes" | "diffusion"
  >;
  /** The training images of the class. */
  readonly train: ImageSet<"train">;
  /** The verdict on their quality, in words. */
  readonly verdict: string;
  readonly memorisation: Pick<Memorisation, "finding" | "sentence" | "refusals">;
  /** How the images were chosen of those drawn, in a sentence; by default none was left out. */
  readonly discarded?: string;
}

/** What exported samples were made of and by, and what was found of them: provenance.json. */
export interface Provenance {
  readonly kind: string;
  readonly data: string;
  readonly profile: string;
  readonly seed: number;
  /** The commit of Graft, with `+` when files differ from it. */
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
  /** What makes them again, beside the data set, whose place on the disk is nobody's business. */
  readonly command: string;
  /** Those that have a part in the images. */
  readonly settings: Readonly<Record<string, Json>>;
  readonly classes: readonly ProvenanceOfClass[];
}

interface ProvenanceOfClass {
  readonly class: string;
  readonly images: number;
  readonly size: number;
  /** SHA-256 of the images' pixels, as 32-bit floats in [-1, 1]. */
  readonly pixels: string;
  /** SHA-256 of generator.h5. */
  readonly generator: string;
  readonly network: string;
  readonly loss: string;
  readonly penalty: string;
  readonly seed: number;
  readonly steps: number;
  /** Images of all classes that the generator saw and their ids' SHA-256; SHA-256 of the pixels of those of this class. */
  readonly trainedOn: {
    readonly images: number;
    readonly classes: number;
    readonly ids: string;
    readonly pixels: string;
  };
  readonly discarded: string;
  readonly quality: string;
  readonly memorisation: ExportableSamples["memorisation"];
}

/** The provenance of samples of a run. Without dates, and without names of folders: the same run, the same bytes. */
export function provenanceOf(run: Run, exported: readonly ExportableSamples[]): Provenance {
  const software = versions();
  const keys = (Object.keys(run.settings) as SettingKey[]).filter((key) =>
    /^(data|gan|samples|engine)\./.test(key),
  );
  const profile = resolveSettings(run.profile);
  const changed = keys.filter((key) => run.settings[key] !== profile[key]);
  const valuesOf = (some: readonly SettingKey[]) =>
    Object.fromEntries(some.map((key) => [key, run.settings[key]]));
  return {
    kind: "synthetic images of generators trained on real ones: of no patient, and not for diagnosis",
    data: run.dataName,
    profile: run.profile,
    seed: run.seed,
    version: software["commit"] ?? "unknown",
    versions: software,
    command: commandLine("notebooks 01 02 03", {
      ...run,
      data: run.dataName,
      out: undefined,
      set: valuesOf(changed),
    }),
    settings: valuesOf(keys),
    classes: exported.map(({ name, samples, gan, train, verdict, memorisation, discarded }) => ({
      class: name,
      images: samples.ids.length,
      size: samples.size,
      pixels: pixelHash(samples),
      generator: gan.hash,
      network: gan.spec,
      loss: gan.loss,
      penalty: gan.penalty,
      seed: gan.seed,
      steps: gan.steps,
      trainedOn: {
        images: gan.trainIds.length,
        classes: gan.classes?.length ?? 1,
        ids: sha256(JSON.stringify(gan.trainIds)),
        pixels: pixelHash(train),
      },
      discarded: discarded ?? "every image as it was drawn, none left out.",
      quality: verdict,
      memorisation: {
        finding: memorisation.finding,
        sentence: memorisation.sentence,
        refusals: memorisation.refusals,
      },
    })),
  };
}
