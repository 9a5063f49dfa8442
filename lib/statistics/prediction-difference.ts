/** One image's difference between two arms in one repeat of a cross-validation: the second arm's prediction less the first's. */
export interface PredictionDifference {
  readonly image: string;
  /** The image's patient (group): the unit that is drawn anew. */
  readonly patient: string;
  readonly label: number;
  readonly repeat: number;
  readonly fold: number;
  /** -1..1: right (1) or wrong (0) of the second arm less that of the first, averaged over seeds. */
  readonly difference: number;
}
