import { describe, expect, test } from "vitest";
import { phantom, preprocess } from "../../lib/data";
import { phantomImage } from "../../lib/data/phantom";
import { partNames, testedRun } from "./run-folder";

const run = testedRun();
const { metrics, parts } = run;

describe("the split", () => {
  test("no image is in two parts, and every image is in one", () => {
    const all = partNames.flatMap((part) => parts[part].ids);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(metrics.data.images);
  });

  test("has the paper's 144, 34 and 22 images, each class in its share", () => {
    const counts = partNames.map((part) =>
      [0, 1].map((c) => parts[part].labels.filter((l) => l === c).length),
    );
    expect(counts).toEqual([
      [72, 72],
      [17, 17],
      [11, 11],
    ]);
  });

  test.each(partNames)("metrics.json and the files agree on the ids of part %s", (part) => {
    expect(metrics.split[part]).toEqual(parts[part].ids);
    expect(parts[part].foldId).toBe(metrics.split.foldId);
  });

  // drawn anew, a few slices of each part: what lies in the files is that slice, with its own label
  test.each(partNames)("each file of %s holds the pixels and labels of the slices it names", async (part) => {
    const images = run.images(part);
    const area = images.size ** 2;
    for (let place = 0; place < images.ids.length; place += Math.ceil(images.ids.length / 6)) {
      const slice = phantomImage(metrics.seed, Number(images.ids[place]?.replace("phantom-", "")));
      const dataset = { ...phantom({ images: 1, seed: metrics.seed }), slices: [slice] };
      const one = await preprocess(dataset, { size: images.size });
      expect(images.ids[place]).toBe(one.dataset.slices[0]?.id);
      expect(images.labels[place]).toBe(one.dataset.slices[0]?.label);
      expect(images.pixels.subarray(place * area, (place + 1) * area)).toEqual(one.pixels);
    }
  });
});
