import { expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { readBoxes } from "../../../lib/data/boxes/read-boxes";
import { images, made } from "../made-folder";

/** Twenty images of 4 x 3 pixels in two classes, and a table of boxes. */
async function folder(table: string, more: Readonly<Record<string, string>> = {}) {
  const files = {
    ...(await images(10, (i) => `sick/s${i}.png`)),
    ...(await images(10, (i) => `well/w${i}.png`, 10)),
  };
  const path = made({ ...files, "boxes.csv": table, ...more });
  const dataset = await readFolder(path, { positive: "auto" });
  return readBoxes(path, dataset);
}

test("rows of a table are boxes: x and y the left top corner, several to an image, empty cells for none", async () => {
  const read = await folder("id,x,y,w,h\ns0,0,0,1,1\ns0.png,1,1,3,2\nsick/s1.png,0.5,0,2.25,3\nw0,,,,\n");
  expect(read?.file).toBe("boxes.csv");
  expect([...read!.boxes]).toEqual([
    [
      "s0",
      [
        { left: 0, top: 0, right: 1, bottom: 1 },
        { left: 1, top: 1, right: 4, bottom: 3 },
      ],
    ],
    ["s1", [{ left: 0.5, top: 0, right: 2.75, bottom: 3 }]],
  ]);
});

test("columns are found in any order, `width` and `height` too; a folder without such a table has none", async () => {
  const read = await folder("Height;Width;Y;X;ID\n1;2;0;1;s3\n");
  expect(read?.boxes.get("s3")).toEqual([{ left: 1, top: 0, right: 3, bottom: 1 }]);
  expect(await folder("id,x,y\ns0,1,2\n")).toBeUndefined();
});

test.each([
  ["s0,3,0,2,1", "boxes.csv, line 2: x 3, y 0, w 2, h 1, expected a box within its image of 4 x 3 pixels"],
  ["s0,-1,0,2,1", "expected a box within its image"],
  ["s0,0,2,1,1.5", "expected a box within its image"],
  ["s0,0,0,0,1", "expected a width and a height above 0"],
  ["s0,0,0,1,-1", "expected a width and a height above 0"],
  ["s0,a,0,1,1", "x a, y 0, w 1, h 1, expected four numbers"],
  ["s0,,0,1,1", "expected four numbers"],
  ["s99,0,0,1,1", 'the id "s99" of no image'],
  ["sick/s1.png,0,0,1,1\nwell/s0.png,0,0,1,1", 'line 3: the id "well/s0.png" of no image'],
  ["s0,0,0,1,1\ns0,0,0,1,1", "line 3: a box of s0 that an earlier row has, too"],
])("a row %j is refused with file and line", async (rows, message) => {
  await expect(folder(`id,x,y,w,h\n${rows}\n`)).rejects.toThrow(message);
});

test("two tables of boxes are refused", async () => {
  const table = "id,x,y,w,h\ns0,0,0,1,1\n";
  await expect(folder(table, { "more.csv": table })).rejects.toThrow(
    "boxes in boxes.csv, more.csv, expected one table",
  );
});
