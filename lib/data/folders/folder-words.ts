import { isClassName } from "../class-words";

const division =
  /^(fold|batch|part|split|set|site|cent(er|re)|hospital|scanner|device)s?[ _-]?\w{0,3}$|^(.*[ _-])?(images?|imgs?|parts?|batch|fold|chunk|zip)[ _-]?\d{1,3}$|^(ge|siemens|philips|toshiba|canon|hologic|fuji(film)?|males?|females?|men|women)$/i;
/** Anywhere in a name: `Normal University Hospital`, `Tumor Center A`. */
const place =
  /(^|[^a-z])(hospitals?|universit(y|ies)|univ|clinics?|klinik(um)?|institut(e|es)?|cent(er|re)s?|infirmary|ospedale|hôpital|department|dept)([^a-z]|$)/i;
const site = /^(site|cent(er|re)|hospital)s?[ _-]?\w{0,3}$/i;
/** What holds images whatever their class. */
const holder =
  /^(images?|imgs?|inputs?|pictures|photos|scans?|slices|frames|raw|data|originals?|bilder|aufnahmen|im[a\u00e1]genes|imagens|immagini)$/i;
const neutral =
  /^(images?|imgs?|inputs?|pictures|png|jpe?g|tiff?|bmp|dicom|dcm|nii|nifti|scans?|slices|data|raw|original|originals|bilder|aufnahmen|im[a\u00e1]genes|imagens|immagini|ct|mri?|axial|coronal|sagittal|left|right|os|od|t1|t1ce|t1c|t1gd|t1w|t2|t2w|flair|dwi|adc|pd|\d+x|\d+x\d+)$/i;
const counted =
  /^(grade|stage|level|type|class|birads|phase|year|month|week|day|visit|session|ses|run|series|view|plane|slice|version|v)[ _-]?\w{1,3}$|^(19|20)\d\d$/i;
const derived =
  /(^|[^a-z])(aug|augs|augmented|augmentations?|overlay(s|ed)?|heat[ _-]?maps?|saliency|grad[ _-]?cams?|thumb(nail)?s?|previews?|contact[ _-]?sheets?|montages?|collages?|[hv]?flip(s|ped|lr|ud)?|rot[ _-]?(90|180|270)|rotated|mirrored|augmentierte?|augment[e\u00e9]e?s?|aumentad[oa]s?|gespiegelte?|gedrehte?|\u00fcberlagerung(en)?|ueberlagerung(en)?|vorschau|miniaturas?)([^a-z]|$)|^Augmented(?=[A-Z])/i;
const treated =
  /(^|[^a-z])((pre[ _-]?)?processed|normali[sz]ed|resized|enhanced|equali[sz]ed|clahe|denoised|filtered|sharpened|flipped|rotated)([^a-z]|$)/i;
/** What programs and papers leave beside images. */
const byproduct =
  /^(results?|outputs?|figures?|plots?|docs?|documentation|temp|tmp|backups?|logs?|models?|checkpoints?|runs|reports?|predictions|screenshots?)$/i;

/** The folders that a file lies in, the outermost first. */
export function foldersOf(file: string): string[] {
  return file.split("/").slice(0, -1);
}

/** Whether a folder is called as folds, batches and sites are: `fold1`, `site A`, `images_001`, `Normal University Hospital`. */
export function isDivision(name: string): boolean {
  return division.test(name) || place.test(name);
}

/** Whether a folder is called as sites are, each of which counts its own patients: `site A`, `Klinikum Nord`. */
export function isSite(name: string): boolean {
  return site.test(name) || place.test(name);
}

/** Whether a folder's name says nothing of class and patient: `images`, `axial`, `40X`. */
export function isNeutral(name: string): boolean {
  return neutral.test(name);
}

/** Whether a folder is numbered, but not as patients are: grades, years, visits. */
export function isCounted(name: string): boolean {
  return counted.test(name);
}

/** Whether a folder is called as one of pictures made from others is: `augmented`, `images_aug`, `heatmaps`. */
export function isDerived(name: string): boolean {
  return derived.test(name);
}

/** Whether a folder is called as what programs leave beside images: `results`, `figures`; no class. */
export function isByproduct(name: string): boolean {
  return byproduct.test(name);
}

/** Whether a folder's name may be somebody's: an id of three figures or more (`TCGA_CS_4941`), a hash, `Mueller, Eva`. */
export function isPersonal(name: string): boolean {
  return (
    (/\d{3}/.test(name) || /^(?=.*\d)[\da-f]{6,}$/i.test(name) || /^\p{L}+, ?\p{L}+/u.test(name)) &&
    !isNeutral(name) &&
    !isCounted(name)
  );
}

/** Whether a folder is called as one of images that a program has changed: `resized`, `CLAHE`, `stain_normalized`. */
export function isTreated(name: string): boolean {
  return treated.test(name);
}

/** Whether a folder is called after images and nothing else: `images`, `scans`; no class. */
export function isHolder(name: string): boolean {
  return holder.test(name);
}

/** Whether a folder is called as patients are: `patient7`, `sub-01`. */
export function isPatient(name: string): boolean {
  return /^(patient|pat|pt|subject|subj|sub|case)[ _-]?\d+$/i.test(name);
}

/** Whether a folder's name counts: `p012`, `Patient 7`, `8860`, `SOB_B_A_14-22549AB`. */
export function isNumbered(name: string): boolean {
  return /\d/.test(name) && !neutral.test(name);
}

/** Whether a word of a name is a usual class: `no_tumor`, `Viral Pneumonia`; not in the name of a hospital. */
export function hasClassWord(name: string): boolean {
  if (place.test(name)) return false;
  const words = name.split(/[^\p{L}]+/u).filter((word) => word.length > 2);
  return words.some((word) => isClassName(word) || isClassName(word.replace(/^(no|non)(?=.{4})/i, "")));
}

/** Whether a folder's name is a word, or counts grades and the like, so that it may be a class: `glioma`, `grade 2`. */
export function mayBeClass(name: string): boolean {
  const isGrade = /^(grade|stage|level|type|class|birads)[ _-]?\w{1,3}$/i.test(name);
  const others = [isNumbered, isDivision, isNeutral, isPersonal];
  return isGrade || (/\p{L}{3}/u.test(name) && !others.some((isOther) => isOther(name)));
}
