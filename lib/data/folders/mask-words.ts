/** What masks are called, as a part of a regular expression. */
export const maskWords =
  "masks?|msks?|seg|segs|segmentations?|labels?|gts?|ground[ _-]?truths?|annotations?|annots?|annos?|contours?|outlines?|delineations?|rois?|(?:1st|2nd)[ _-]?(?:manual|ho)|manuals?";
