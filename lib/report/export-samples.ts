import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root, sha256, writeAtomic, writeJson, type Run } from "../core";
import type { ImageSet } from "../data/image-set";
import { greyPng } from "../figures/render-png";
import type { Memorisation } from "../quality/memorisation/judge-memorisation";
import type { TrainedGan } from "../training/trained-gan";

/** The samples of one class, their generator, and what is known of its memory. */
export interface ExportableSamples {
  /** The class. */
  readonly name: string;
  readonly samples: ImageSet<"synthetic">;
  readonly gan: Pick<TrainedGan, "hash" | "trainIds" | "seed" | "steps">;
  readonly memorisation: Pick<Memorisation, "finding" | "sentence" | "refusals">;
}

/**
 * Writes samples as PNG files into the run folder's `samples`, one folder per class, with labels.csv and provenance.json:
 * what they were made by and from, and what was found of their generator's memory. A class that there are reasons not to
 * hand out is left out, unless `despiteRefusals`; provenance.json then names them.
 *
 * @returns one line per class: where its images are, or why they were not written
 */
export async function exportSamples(
  run: Run,
  classes: readonly ExportableSamples[],
  { despiteRefusals = false }: { readonly despiteRefusals?: boolean } = {},
): Promise<string[]> {
  const kept = classes.filter(({ memorisation }) => despiteRefusals || memorisation.refusals.length === 0);
  rmSync(run.path("samples"), { recursive: true, force: true }); // of an earlier generator, whose memory was another
  const rows: string[] = [];
  for (const { name, samples } of kept)
    for (const [i, png] of (await pngFiles(samples)).entries()) {
      const file = join(folderName(name), `${String(i).padStart(5, "0")}.png`);
      writeAtomic(run.path("samples", file), png);
      rows.push(`${quote(file)},${quote(name)}`);
    }
  if (kept.length > 0) {
    writeAtomic(run.path("samples", "labels.csv"), `${["file,label", ...rows].join("\n")}\n`);
    writeJson(run.path("samples", "provenance.json"), provenanceOf(run, kept));
  }
  return classes.map(({ name, samples, memorisation: { refusals } }) =>
    despiteRefusals || refusals.length === 0
      ? `${name}: ${samples.ids.length} images in ${relative(root(), run.path("samples", folderName(name)))}`
      : `${name}: not exported. ${refusals.join(" ")} To export it all the same, add { despiteRefusals: true }.`,
  );
}

function provenanceOf(run: Run, kept: readonly ExportableSamples[]): object {
  return {
    kind: "synthetic images of generators trained on real ones: of no patient, and not for diagnosis",
    data: run.dataName,
    profile: run.profile,
    classes: kept.map(({ name, samples, gan, memorisation: { finding, sentence, refusals } }) => ({
      class: name,
      images: samples.ids.length,
      size: samples.size,
      generator: gan.hash,
      seed: gan.seed,
      steps: gan.steps,
      trainedOn: { images: gan.trainIds.length, ids: sha256(JSON.stringify(gan.trainIds)) },
      memorisation: { finding, sentence, refusals },
    })),
  };
}

async function pngFiles({ pixels, size }: ImageSet<"synthetic">): Promise<Buffer[]> {
  const area = size * size;
  const bytes = Uint8Array.from(pixels, (v) => Math.max(0, Math.min(255, Math.round((v + 1) * 127.5))));
  const files: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += area)
    files.push(await greyPng(bytes.subarray(at, at + area), size, size));
  return files;
}

/** A class's name as a folder inside the run's: one of a table may hold slashes, or be "..". */
const folderName = (name: string): string => name.replace(/[\\/]|^\.+/g, "-");
const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
