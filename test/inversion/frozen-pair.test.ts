import { expect, test } from "vitest";
import { openFrozenPair } from "../../lib/inversion";

test("openFrozenPair() refuses a conditional pair, whose generator was shown every class", async () => {
  const pair = openFrozenPair({ folder: "nowhere", classes: ["normal", "bleed"] });
  await expect(pair).rejects.toThrow(
    /conditional generator of normal and bleed, expected a generator of one class/,
  );
});
