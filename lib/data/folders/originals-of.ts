/** What programs that multiply images call their copies: `flip_0`, `0_rot90`, `0 - Copy`, `hflip0`, `im_noise_0`. */
const words = [
  "aug(?:s|mented|mentations?)?",
  "(?:[hvxy]|lr|ud)?[ _-]?flip(?:s|ped|lr|ud|[hvxy])?",
  "mirror(?:ed)?",
  "gespiegelt",
  "gedreht",
  "rotiert",
  "augmentiert",
  "rot(?:ate|ated|ation)?",
  "nois[ey]",
  "gauss(?:ian)?",
  "salt(?:[ _-]?(?:and[ _-]?)?pepper)?",
  "blur(?:red|ry)?",
  "bright(?:ness|er|ened)?",
  "dark(?:er|ened)?",
  "gamma",
  "elastic",
  "warp(?:ed)?",
  "affine",
  "distort(?:ed|ion)?",
  "shear(?:ed)?",
  "shift(?:ed)?",
  "translat(?:e|ed|ion)",
  "transform(?:ed)?",
  "zoom(?:ed)?",
  "crop(?:ped)?",
  "scaled?",
  "jitter(?:ed)?",
  "cutout",
  "mixup",
  "copy(?:[ _-]+of)?",
  "(?:kopie|copie|copia)(?:[ _-]+(?:von|de))?",
  "dup(?:licated?)?",
  "clahe",
  "equali[sz]ed",
  "normali[sz]ed",
  "enhanced",
  "sharp(?:en|ened)?",
  "denoised",
  "smooth(?:ed)?",
  "invert(?:ed)?",
  "resized",
  "(?:pre[ _-]?)?processed",
  "filtered",
];
const made = new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "u");

/**
 * Names that the image may bear of which a file is a changed copy by its own name: `0` for `flip_0`, `rot90_0` and
 * `0_rot_90`, `im 0` for `im_noise_0`; none where no word says that it is one. Compare them with `plainWords` of names.
 *
 * @param name without ending
 */
export function originalsOf(name: string): string[] {
  const split = lettered(name);
  const found = made.exec(split);
  if (!found) return [];
  const before = split.slice(0, found.index);
  const after = split.slice(found.index + found[0].length);
  const withoutNumber = after.replace(/^[ _.-]*\d+/, ""); // of rot90, crop_3
  return [`${before} ${after}`, `${before} ${withoutNumber}`, before, after, withoutNumber]
    .map(plainWords)
    .filter((original) => original !== "");
}

/**
 * What programs that save several versions of an image write before what tells these apart: `scan7_png` of Roboflow's
 * `scan7_png.rf.3f2c...`, `normal_original_7.png` of Augmentor's `normal_original_7.png_1b9d...`; undefined for others.
 *
 * @param name without ending
 */
export function versionOf(name: string): string | undefined {
  const found =
    /^(.+)\.rf\.[\da-z]{8,}$/i.exec(name) ?? /^(.+_original_.+)_[\da-f]{8}-[\da-f-]{27}$/i.exec(name);
  return found?.[1];
}

/** A name's words and numbers with blanks between them, in lower case: `im 0` for `IM_0` and `im0`. */
export function plainWords(name: string): string {
  return (lettered(name).match(/\p{L}+|\d+/gu) ?? []).join(" ");
}

/** A name in lower case, its words apart: `img_flip0` for `imgFlip0`. */
function lettered(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, "_").toLowerCase();
}
