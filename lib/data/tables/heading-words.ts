import { choiceKind, isControlHeading } from "./choice-kind";
import { plainHeading } from "./parse-table";

const words = (text: string): string[] => text.split(" ");
const ids = words(
  "id image imageid imageindex imageno imagenumber imagename imagepath imagefile img file filename filepath name path slice dicomid idcode sopinstanceuid",
);
const people = words(
  "patient patientid patientnumber patientno patientcode patientname patientkey patienthash ptid pid patientnr patientnummer patientennummer patid patno patnr patientids subjectno subjectnr subjectnumber subject subjectid subjectcode participant participantid person personid mrn medicalrecordnumber empi empianon usubjid subjid hadmid animal animalid mouse mouseid rat donor donorid mother motherid rid proband probandid",
);
const cases = new Set(words("group case caseid fallnummer fallnr caseno casenr casenumber"));
const groups = people.concat(
  words(
    "group case caseid fallnummer fallnr study studyid studyuid studyinstanceuid scan scanid series seriesid seriesuid seriesinstanceuid lesion lesionid caseno casenr casenumber eyeid slideid slide wsi accession accessionnumber exam examid examination examinationid noduleid recordid volumeid specimen specimenid",
  ),
);
/** People, and what stands before and behind them: `Patienten-ID`, `anon_patient_id`, `src_subject_id`, `NumPatient`. */
const beside =
  "(?:ids?|u?uid|guid|nr|no|num|number|nummer|code|key|hash|name|index|idx|identifier|unique|de|identified|anon|anonymi[sz]ed|pseudo|pseudonym|dicom|src|orig|original|new|old|n)*";
const peopleWords = new RegExp(
  `^${beside}(?:patient(?:en|s)?|pat|subject|subj|participant|proband|paziente|paciente)${beside}$`,
);
const plainLabels = words("label labels class target");
const labels = [...plainLabels, ...words("diagnosis y category classification dx")];
const unspecific = words(
  "level grade grading stage severity score result results outcome status type code value gt groundtruth truth ytrue truelabel trueclass actual reference consensus annotation labelid labelcode labelindex labelencoded classid classindex classcode targetid diagnosiscode",
);
const others = new Set(
  words(
    "age ageapprox ageapproximate ageyears ageatscan ageatexam patientage sex gender patientsex patientgender male female mf race ethnicity handed handedness laterality side eye scanner manufacturer modality site institution hospital train test val validation x y w h xmin xmax ymin ymax width height bbox view viewposition imageview bodypart bodypartexamined url date split fold dataset source anatomsite anatomsitegeneral anatomsitegeneralchallenge location localization dxtype followup originalimagewidth originalimagepixelspacingx",
  ),
);

/** Whether a heading is one of images' names: `id`, `filename`, `image_id`. */
export function isIdHeading(heading: string): boolean {
  return ids.includes(plainHeading(heading));
}

/** Whether a heading is one of patients: `patient_id`, `subject`, `Patienten-ID`. */
export function isPeopleHeading(heading: string): boolean {
  const plain = plainHeading(heading);
  return people.includes(plain) || peopleWords.test(plain);
}

/** How surely a heading is one of patients or other groups, the surest 0; Infinity for all others. */
export function groupRank(heading: string): number {
  const at = groups.indexOf(plainHeading(heading));
  if (at >= 0) return at;
  return isPeopleHeading(heading) ? people.length - 0.5 : Infinity;
}

/** Whether a heading is one of patients, or of scans, studies and other groups, which may be patients. */
export function isGroupHeading(heading: string): boolean {
  return groupRank(heading) < Infinity;
}

/** Whether a heading is one of scans, studies, series or samples, of which a patient may have several. */
export function isExaminationHeading(heading: string): boolean {
  return isGroupHeading(heading) && !isPeopleHeading(heading) && !cases.has(plainHeading(heading));
}

/** Whether a heading ends as those of ids do: `anon_id`, `StudyKey`, `scan code`. */
export function endsAsId(heading: string): boolean {
  return /(?:^|[^a-z])(ids?|u?uid|nr|no|num|number|key|code|hash|anon)$/.test(
    heading.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").toLowerCase(),
  );
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

/** Whether a heading is one of the parts of a split: `split`, `subset`. */
export const isPartHeading = (heading: string): boolean =>
  /^(data)?(split|set|subset|partition|fold|phase|usage)$/.test(plainHeading(heading));

/** Whether a heading says something else than a class, as a rule: `age`, `sex`, `view`, `remarks`. */
export function isOtherHeading(heading: string): boolean {
  const kind = choiceKind(heading);
  const isOfImages = kind !== undefined && kind !== "judgement"; // a status may be the class
  return others.has(plainHeading(heading)) || isOfImages || isControlHeading(heading);
}
