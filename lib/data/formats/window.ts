/** Which values of a CT slice are seen: those from `center - width / 2` to `center + width / 2`. */
export interface Window {
  /** Hounsfield units (or whatever the file's rescaled values are). */
  readonly center: number;
  readonly width: number;
}

/** The usual window of a brain. */
export const brain: Window = { center: 40, width: 80 };
