import type { Dataset } from "../data/dataset";
import type { Shortcut } from "../data/shortcuts";
import type { Drawing } from "./drawing";
import { intervals } from "./intervals";

/** The area under the ROC curve of each attribute alone, with its interval, against 0.5; flagged ones bear a (!). */
export function shortcutIntervals(
  shortcuts: readonly Shortcut[],
  { classes, slices }: Pick<Dataset, "classes" | "slices">,
): Drawing {
  const isBinary = classes.length === 2; // else each attribute names the class it separates best
  return intervals({
    name: "01-shortcuts",
    title: "How well trivial attributes alone separate the classes",
    n: slices.length,
    note: "AUC with 95 % interval; 0.5: nothing",
    rows: shortcuts.map(({ attribute, of, auc, low, high, flagged }) => ({
      label: attribute + (isBinary ? "" : `: ${of}`) + (flagged ? " (!)" : ""),
      value: auc,
      low,
      high,
    })),
    xTitle: isBinary ? `AUC for ${classes[1]}` : "AUC of a class against the rest",
    rule: 0.5,
  });
}
