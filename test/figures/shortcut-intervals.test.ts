import { expect, it } from "vitest";
import { shortcutIntervals } from "../../lib/figures";
import { drawFigure } from "./recipes";

const shortcut = (of: string, flagged: boolean) => ({
  attribute: "image area",
  of,
  auc: 0.8,
  low: 0.7,
  high: 0.9,
  flagged,
  visible: false,
});

it("shortcutIntervals() flags a shortcut, and names its class where there are more than two", async () => {
  const label = async (classes: string[], flagged: boolean) => {
    const figure = await drawFigure(shortcutIntervals([shortcut("bleed", flagged)], { classes, slices: [] }));
    return figure.data[0]?.["label"];
  };
  expect(await label(["normal", "bleed"], true)).toBe("image area (!)");
  expect(await label(["normal", "bleed"], false)).toBe("image area");
  expect(await label(["normal", "bleed", "bright"], true)).toBe("image area: bleed (!)");
});
