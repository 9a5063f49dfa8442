import { ganSettings, type GanSetting, type Settings } from "../core";
import { ganNumberNames, type GanOptions } from "./gan-options";

/** One choice of a GAN's training, as a row of notebook 02's table. */
export interface ObjectiveRow {
  readonly part: string;
  readonly choice: string;
  /** The paper's words on it. */
  readonly why: string;
}

/** The loss and penalty that settings name, in a clause: "cross-entropy with a gradient penalty (interpolates)". */
export function nameObjective(
  settings: Pick<Settings, "gan.loss" | "gan.penalty" | "gan.penaltyWeight">,
): string {
  const { "gan.loss": loss, "gan.penalty": penalty } = settings;
  return penalty === "none" || settings["gan.penaltyWeight"] === 0
    ? `${loss} without a gradient penalty`
    : `${loss} with a gradient penalty (${penalty})`;
}

/** A GAN's loss, penalty and options in sentences, with the choices that the paper leaves open: rows of a table. */
export function objective(options: GanOptions): ObjectiveRow[] {
  const { loss, penalty, penaltyWeight } = options;
  const rows = ganNumberNames.map((name) => {
    const { row }: GanSetting = ganSettings[`gan.${name}`];
    return row && { part: row.part, choice: row.choice(options[name]), why: row.why };
  });
  return [
    {
      part: "loss",
      choice: loss.name,
      why:
        "section 4.2.2" +
        (loss.finalActivation === "linear"
          ? " names binary cross-entropy; the discriminator is saved as it is, without a sigmoid"
          : `; the published ${loss.finalActivation} is put on top when the discriminator is saved`),
    },
    ...(loss.output === undefined
      ? []
      : [{ part: "the discriminator's output", choice: loss.output, why: "not in the paper" }]),
    {
      part: "gradient penalty",
      choice: penaltyWeight === 0 ? "off" : `${penaltyWeight} * ${penalty.name}`,
      why:
        "section 4.2.2 asks for one without saying which; batch norm lets an image's slope depend on its batch mates, " +
        "so it is the batch's slope that is held near 1, not each image's",
    },
    ...rows.filter((row) => row !== undefined),
  ];
}
