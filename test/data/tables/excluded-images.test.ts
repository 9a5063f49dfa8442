import { expect, test } from "vitest";
import { resolveSettings } from "../../../lib/core";
import { read } from "../../../lib/data";
import { images, made } from "../made-folder";

test("read() leaves out what a column says is to be left out, where data.excluded says so", async () => {
  const data = made({
    ...(await images(24, (i) => `${i}.png`)),
    "labels.csv": `id,hemorrhage,exclude\n${Array.from({ length: 24 }, (_, i) => `${i}.png,${i % 2},${i < 2 ? "yes" : "no"}\n`).join("")}`,
  });
  const reading = (excluded: string) =>
    read({ data, seed: 1, settings: resolveSettings("smoke", { "data.excluded": excluded }) });
  await expect(reading("refuse")).rejects.toThrow("--set data.excluded=skip");
  const { slices, reading: rows } = await reading("skip");
  expect(slices).toHaveLength(22);
  expect(rows).toContainEqual({
    what: "left out",
    value: "2 images of 24",
    how: 'column "exclude" of labels.csv says yes (data.excluded=skip): 0.png, 1.png',
  });
});
