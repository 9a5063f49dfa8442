import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { countOf, root, writeAtomic, writeJson, type Run } from "../../core";
import { greyLevel } from "../../core/grey-level";
import { greyPng } from "../../core/grey-png";
import type { ImageSet } from "../../data/image-set";
import { datasheet } from "./datasheet";
import { provenanceOf, type ExportableSamples, type Provenance } from "./provenance";
import { syntheticDicom } from "./synthetic-dicom";

/** Where a format's files go in the run's folder, and how an image becomes one. */
const formats = {
  png: {
    folder: "samples",
    encode: (grey: Uint8Array, size: number): Promise<Buffer> => greyPng(grey, size, size),
  },
  dicom: {
    folder: "samples-dicom",
    encode: (grey: Uint8Array, size: number, i: number, c: ExportableSamples, p: Provenance) =>
      Promise.resolve(
        syntheticDicom(grey, size, i, {
          generator: `${c.gan.hash}${c.gan.classes === undefined ? "" : ` ${c.name}`}`,
          name: c.name,
          derivation: derivationOf(c, p),
        }),
      ),
  },
} as const;
type Format = keyof typeof formats;

/**
 * Writes samples into the run's folder, one folder per class, as `samples.format` says: PNG files into `samples`, DICOM files
 * marked derived and synthetic into `samples-dicom`; with each labels.csv, provenance.json (what they were made by and from, and
 * what was found of them) and datasheet.md, the same for a person. A class that there are reasons not to hand out is left
 * out, unless `despiteRefusals`; provenance.json then names them.
 *
 * @returns one line per class: where its images are, or why they were not written
 */
export async function exportSamples(
  run: Run,
  classes: readonly ExportableSamples[],
  { despiteRefusals = false }: { readonly despiteRefusals?: boolean } = {},
): Promise<string[]> {
  const isKept = ({ memorisation }: ExportableSamples): boolean =>
    despiteRefusals || memorisation.refusals.length === 0;
  for (const { folder } of Object.values(formats)) rmSync(run.path(folder), { recursive: true, force: true }); // of an earlier generator, whose memory was another
  const wanted = run.settings["samples.format"];
  const written: readonly Format[] = wanted === "both" ? ["png", "dicom"] : [wanted];
  const kept = classes.filter(isKept);
  if (kept.length > 0) for (const format of written) await writeSet(run, kept, format);
  return classes.map((c) => {
    const { name, samples, memorisation } = c;
    const places = written.map((format) =>
      relative(root(), run.path(formats[format].folder, folderName(name))),
    );
    return isKept(c)
      ? `${name}: ${countOf(samples.ids.length, "image")} in ${places.join(" and ")}`
      : `${name}: not exported. ${memorisation.refusals.join(" ")} To export it all the same, add { despiteRefusals: true }.`;
  });
}

async function writeSet(run: Run, kept: readonly ExportableSamples[], format: Format): Promise<void> {
  const { folder, encode } = formats[format];
  const provenance = provenanceOf(run, kept);
  const rows: string[] = [];
  for (const c of kept)
    for (const [i, grey] of greyImages(c.samples).entries()) {
      const ending = format === "png" ? "png" : "dcm";
      const file = join(folderName(c.name), `${String(i).padStart(5, "0")}.${ending}`);
      writeAtomic(run.path(folder, file), await encode(grey, c.samples.size, i, c, provenance));
      rows.push(`${quote(file)},${quote(c.name)}`);
    }
  writeAtomic(run.path(folder, "labels.csv"), `${["file,label", ...rows].join("\n")}\n`);
  writeJson(run.path(folder, "provenance.json"), provenance);
  writeAtomic(run.path(folder, "datasheet.md"), datasheet(provenance, format));
}

/** How an image came about, for its header. */
function derivationOf({ gan, name }: ExportableSamples, { data, version }: Provenance): string {
  const kind = gan.diffusion ? "diffusion model" : "generative adversarial network";
  const classes =
    gan.classes === undefined ? `class ${name}` : `of ${gan.classes.length} classes, as class ${name}`;
  return `Drawn by a ${kind} (SHA-256 ${gan.hash.slice(0, 16)}, seed ${gan.seed}, ${countOf(gan.steps, "step")}) trained on ${countOf(gan.trainIds.length, "image")} of the data set ${data}, ${classes}; Graft, commit ${version}.`;
}

function greyImages({ pixels, size }: ImageSet<"synthetic">): Uint8Array[] {
  const area = size * size;
  const bytes = Uint8Array.from(pixels, greyLevel);
  const images: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += area) images.push(bytes.subarray(at, at + area));
  return images;
}

/** A class's name as a folder inside the run's: one of a table may hold slashes, or be "..". */
const folderName = (name: string): string => name.replace(/[\\/]|^\.+/g, "-");
const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
