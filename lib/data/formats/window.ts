/** Which values of a CT slice are seen: those from `center - width / 2` to `center + width / 2`. */
export interface Window {
  /** Hounsfield units (or whatever the file's rescaled values are). */
  readonly center: number;
  readonly width: number;
  /** What chose it, in words; by default its numbers say it. */
  readonly name?: string;
  /** Not linear: 1 / (1 + exp(-4 (v - center) / width)). */
  readonly isSigmoid?: boolean;
}

/** The usual window of a brain. */
export const brain: Window = { center: 40, width: 80, name: "a brain's window, 40/80 HU" };
