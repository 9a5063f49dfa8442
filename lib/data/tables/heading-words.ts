import { plainHeading } from "./parse-table";

const words = (text: string): string[] => text.split(" ");
const ids = words(
  "id image imageid imageindex imageno imagenumber imagename imagepath imagefile img file filename filepath name path slice dicomid idcode sopinstanceuid",
);
const people = words(
  "patient patientid patientnumber patientno patientcode patientname patientkey patienthash ptid pid patientnr patientnummer patientennummer patid patno patnr patientids subjectno subjectnr subjectnumber subject subjectid subjectcode participant participantid person personid mrn medicalrecordnumber hadmid animal animalid mouse mouseid rat donor donorid mother motherid rid proband probandid",
);
const groups = people.concat(
  words(
    "group case caseid study studyid studyinstanceuid scan scanid series seriesid seriesinstanceuid lesion lesionid caseno casenr casenumber eyeid slideid slide wsi accession accessionnumber exam examid examination examinationid noduleid recordid volumeid specimen specimenid",
  ),
);
const plainLabels = words("label labels class target");
const labels = [...plainLabels, ...words("diagnosis y category classification dx")];
const unspecific = words(
  "level grade grading stage severity score result results outcome status type code value gt groundtruth truth annotation labelid labelcode labelindex labelencoded classid classindex classcode targetid diagnosiscode",
);
const others = new Set(
  words(
    "age ageapprox patientage sex gender patientsex patientgender male female race ethnicity handed handedness laterality side scanner manufacturer modality site institution hospital quality train test val validation x y w h xmin xmax ymin ymax width height bbox view viewposition url date split fold dataset source notes comment comments anatomsite anatomsitegeneral anatomsitegeneralchallenge location localization dxtype followup originalimagewidth originalimagepixelspacingx",
  ),
);

/** Whether a heading is one of images' names: `id`, `filename`, `image_id`. */
export function isIdHeading(heading: string): boolean {
  return ids.includes(plainHeading(heading));
}

/** Whether a heading is one of patients: `patient_id`, `subject`. */
export function isPeopleHeading(heading: string): boolean {
  return people.includes(plainHeading(heading));
}

/** Headings by their use, as `plainHeading` writes them; of groups, the surest first. */
export const headingWords: Readonly<Record<"ids" | "people" | "groups", readonly string[]>> = {
  ids,
  people,
  groups,
};

/** Whether a heading is one of scans, studies and other groups, which may be patients. */
export function isGroupHeading(heading: string): boolean {
  return groups.includes(plainHeading(heading));
}

/** Whether a heading does not say what a 1 means: `label`, `class`, `level`, `result`. */
export function saysNothing(heading: string): boolean {
  return isLabelHeading(heading) || unspecific.includes(plainHeading(heading));
}

/** Whether a heading is a usual one of labels: `label`, `diagnosis`, `y`. */
export function isLabelHeading(heading: string): boolean {
  return labels.includes(plainHeading(heading));
}

/** Whether a heading says that a column is the label whatever stands beside it: `label`, `class`, `target`. */
export function isPlainLabelHeading(heading: string): boolean {
  return plainLabels.includes(plainHeading(heading));
}

/** Whether a heading says something else than a class, as a rule: `age`, `sex`, `view`. */
export function isOtherHeading(heading: string): boolean {
  return others.has(plainHeading(heading));
}
