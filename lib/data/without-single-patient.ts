import { indicesWhere } from "../core/arrays";
import type { Slice } from "./dataset";

/** Slices, and, where their patients were exchanged, a note and what names the patients now. */
interface SlicesByPatient {
  readonly slices: readonly Slice[];
  readonly notes: readonly string[];
  readonly groupsFrom?: string;
}

/**
 * Slices whose patients tell them apart. Anonymising programs often write the same id into every file: one id for most
 * images and no other names nobody. The studies of their DICOM headers then stand for the patients; where there are not
 * at least two, no patient is named.
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
  if (patient === undefined || others.length > 0 || named.length * 2 <= slices.length)
    return { slices, notes: [] };
  const distinct = new Set(studies.filter((study) => study !== undefined)).size;
  const groupsFrom =
    distinct < 2
      ? "one id for all images names nobody"
      : "StudyInstanceUID of the DICOM files, since one PatientID for all names nobody";
  const begin = `one patient id for ${named.length} of ${slices.length} images names nobody`;
  return {
    slices: slices.map(({ group: _, ...slice }, i) => {
      const study = studies[i];
      return distinct < 2 || study === undefined ? slice : { ...slice, group: study };
    }),
    groupsFrom,
    notes: [
      distinct < 2
        ? `${begin}: no patients are named`
        : `${begin}: their ${distinct} DICOM studies (StudyInstanceUID) are taken for the patients`,
    ],
  };
}
