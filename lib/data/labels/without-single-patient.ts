import { countOf } from "../../core/count-of";
import { indicesWhere } from "../../core/arrays";
import type { Slice } from "../dataset";

/** Slices, and, where their patients were exchanged, a note and what names the patients now. */
interface SlicesByPatient {
  readonly slices: readonly Slice[];
  readonly notes: readonly string[];
  readonly groupsFrom?: string;
}

/**
 * Slices whose patients tell them apart. Anonymising programs often write the same id into every file, or none: one id
 * for most images and no other names nobody. The studies of their DICOM headers then stand for the patients, and for
 * those of single images without an id; not where all are one study, or each image is a study of its own.
 *
 * @param studies one per slice; undefined where its header says none
 * @returns the slices, and a note if their patients were exchanged
 */
export function withoutSinglePatient(
  slices: readonly Slice[],
  studies: readonly (string | undefined)[],
): SlicesByPatient {
  const named = indicesWhere(slices, (s) => s.group !== undefined);
  const [patient, ...others] = new Set(named.map((i) => slices[i]?.group));
  const isSingle = patient !== undefined && others.length === 0 && named.length * 2 > slices.length;
  const known = studies.filter((study) => study !== undefined);
  const distinct = new Set(known).size;
  const tells = distinct > 1 && distinct < known.length;
  if (patient !== undefined && !isSingle) return withStudies(slices, studies);
  if (!isSingle && !tells) return withoutPatients(slices, known.length, distinct);
  const begin = isSingle
    ? `one patient id for ${named.length} of ${slices.length} images names nobody`
    : "no image has a patient id";
  if (!tells)
    return {
      slices: slices.map(({ group: _, ...slice }) => slice),
      groupsFrom: "one id for all images names nobody",
      notes: [`${begin}: no patients are named`],
    };
  return {
    slices: slices.map(({ group: _, ...slice }, i) => withGroup(slice, studies[i])),
    groupsFrom: `StudyInstanceUID of the DICOM files, since ${isSingle ? "one PatientID for all names nobody" : "none has a PatientID"}`,
    notes: [`${begin}: their ${distinct} DICOM studies (StudyInstanceUID) are taken for the patients`],
  };
}

/** Slices of which no header names a patient, nor do studies: said where there are DICOM headers. */
function withoutPatients(slices: readonly Slice[], headers: number, studies: number): SlicesByPatient {
  if (headers === 0) return { slices, notes: [] };
  const which = studies === 1 ? "all are of one study" : "each image is a study of its own";
  const groupsFrom = `no DICOM header has a PatientID that names anybody, and ${which}`;
  return { slices, groupsFrom, notes: [`${groupsFrom}: no patients are named`] };
}

/** Named slices as they are, the others by their studies. */
function withStudies(slices: readonly Slice[], studies: readonly (string | undefined)[]): SlicesByPatient {
  const nameless = indicesWhere(slices, ({ group }, i) => group === undefined && studies[i] !== undefined);
  if (nameless.length === 0) return { slices, notes: [] };
  const patientOf = new Map<string, string>();
  for (const [i, { group }] of slices.entries()) {
    const study = studies[i];
    if (study !== undefined && group !== undefined) patientOf.set(study, group);
  }
  const nameOf = (study: string | undefined): string | undefined =>
    study === undefined ? undefined : (patientOf.get(study) ?? study); // no header, no patient
  return {
    slices: slices.map((slice, i) =>
      slice.group === undefined ? withGroup(slice, nameOf(studies[i])) : slice,
    ),
    notes: [
      `${countOf(nameless.length, "image without a patient id is", "images without a patient id are")} kept together by their DICOM studies (StudyInstanceUID)`,
    ],
  };
}

function withGroup(slice: Slice, group: string | undefined): Slice {
  return group === undefined ? slice : { ...slice, group };
}
