import { expect, test } from "vitest";
import { phantom, preprocess, readFolder } from "../../../lib/data";
import { findBoxes, freshBoxed } from "../../../lib/data/boxes/find-boxes";
import { encoded, images, made } from "../made-folder";

test("a phantom's box surrounds the bleed of its mask, in the preprocessed image's pixels", async () => {
  const dataset = phantom({ images: 6, seed: 5 });
  const { boxes, origin } = await findBoxes(dataset, { folder: "", size: 32 });
  expect(origin).toBe("around the drawn bleed");
  expect([...boxes.keys()]).toEqual(dataset.slices.filter(({ label }) => label === 1).map(({ id }) => id));
  const masked = {
    ...dataset,
    slices: dataset.slices.map((slice) => ({ ...slice, grey: slice.mask!.map((v) => 255 * v) })),
  };
  const { pixels } = await preprocess(masked, { size: 32 });
  dataset.slices.forEach(({ id }, i) => {
    const [box] = boxes.get(id) ?? [];
    for (let at = 0; at < 1024; at++) {
      if (pixels[1024 * i + at] === -1) continue;
      const [x, y] = [at % 32, Math.floor(at / 32)];
      expect(x + 1 > box!.left && x < box!.right && y + 1 > box!.top && y < box!.bottom).toBe(true);
    }
  });
});

test("a folder's boxes are those of its table, moved with the padded and averaged images", async () => {
  const files = {
    ...(await images(10, (i) => `sick/s${i}.png`)),
    ...(await images(10, (i) => `well/w${i}.png`, 10)),
  };
  const folder = made({ ...files, "boxes.csv": "id,x,y,w,h\ns0,1,0,2,3\n" });
  const dataset = await readFolder(folder, { positive: "auto" });
  const { boxes, origin } = await findBoxes(dataset, { folder, size: 8 }); // 4 x 3 pixels, the odd row of padding below
  expect([...boxes]).toEqual([["s0", [{ left: 2, top: 0, right: 6, bottom: 6 }]]]);
  expect(origin).toBe("boxes.csv");
  await expect(findBoxes(dataset, { folder: made(files), size: 8 })).rejects.toThrow(
    "no table with the columns id, x, y, w, h, and no masks",
  );
  const other = findBoxes(dataset, { folder, size: 8, fingerprint: "0123456789abcdef" });
  await expect(other).rejects.toThrow("is not the data that the split was made of");
  const empty = made({ ...files, "boxes.csv": "id,x,y,w,h\ns0,,,,\n" });
  await expect(findBoxes(dataset, { folder: empty, size: 8 })).rejects.toThrow("boxes.csv with no box");
});

test("without a table each region of a folder's masks has a box", async () => {
  const masks = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const values = new Uint8Array(12);
      values.set([255, 255], 0); // two pixels in the first row, and one in the last
      values[11] = 255;
      return [`sick/s${i}_mask.png`, await encoded(values, [4, 3, 1])] as const;
    }),
  );
  const files = {
    ...(await images(10, (i) => `sick/s${i}.png`)),
    ...(await images(10, (i) => `well/w${i}.png`, 10)),
  };
  const folder = made({ ...files, ...Object.fromEntries(masks) });
  const dataset = await readFolder(folder, { positive: "auto" });
  const { boxes, origin } = await findBoxes(dataset, { folder, size: 4 });
  expect(origin).toBe("around the regions of the masks");
  expect([...boxes.keys()]).toEqual(Array.from({ length: 10 }, (_, i) => `s${i}`));
  expect(boxes.get("s3")).toEqual([
    { left: 0, top: 0, right: 2, bottom: 1 },
    { left: 3, top: 2, right: 4, bottom: 3 },
  ]);
});

test("fresh images are others than the run's, with boxes where their label says so", async () => {
  const fresh = (await freshBoxed("phantom", { images: 4, seed: 1_000_004, size: 16 }))!;
  expect(fresh.images.labels).toEqual([0, 1, 0, 1]);
  expect(fresh.boxes.map((some) => some.length)).toEqual([0, 1, 0, 1]);
  const own = await preprocess(phantom({ images: 4, seed: 1 }), { size: 16 });
  expect(fresh.images.pixels).not.toEqual(own.pixels);
  expect(fresh.images.ids.some((id) => own.dataset.slices.some((slice) => slice.id === id))).toBe(false);
  expect(await freshBoxed("a folder", { images: 4, seed: 1, size: 16 })).toBeUndefined();
});
