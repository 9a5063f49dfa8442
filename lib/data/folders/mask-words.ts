/** What masks are called, as a part of a regular expression. */
export const maskWords =
  "masks?|msks?|seg|segs|segmentations?|labels?|gts?|ground[ _-]?truths?|annotations?|annots?|annos?|contours?|outlines?|delineations?|rois?|(?:1st|2nd)[ _-]?(?:manual|ho)|manuals?|masken?|m[a\u00e1]scaras?|masques?|maschera|maschere|segmentierung(?:en)?|segmentaci[o\u00f3]n(?:es)?|segmentazion[ei]|beschriftung(?:en)?|anotaci[o\u00f3]n(?:es)?|kontur(?:en)?|contornos?";
