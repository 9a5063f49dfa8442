import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openImages } from "../../../lib/data/formats/decode";
import { showBySet } from "../../../lib/data/formats/show-by-set";
import cases from "../../golden/several-images.json";
import { temporary } from "../made-folder";

interface Golden {
  readonly name: string;
  readonly file: string;
  /** Base64. */
  readonly content: string;
  readonly says?: string;
  readonly count?: number;
  readonly images?: Readonly<Record<string, { width: number; height: number; grey: readonly number[] }>>;
}

async function open({ file, content }: Golden): ReturnType<typeof openImages> {
  const path = join(temporary(), file);
  writeFileSync(path, Buffer.from(content, "base64"));
  return openImages(path);
}

describe("a file's images, as numpy, nibabel, pydicom and Pillow read them", () => {
  test.each(cases as readonly Golden[])("$name", async (one) => {
    if (one.says !== undefined) {
      const decoding = open(one).then((file) => file.decode(0, undefined));
      await expect(decoding).rejects.toThrow(new RegExp(one.says));
      await expect(decoding).rejects.toMatchObject({ name: "UnusableImage" });
      return;
    }
    const file = await open(one);
    expect(file.count).toBe(one.count);
    expect(Object.keys(one.images!)).not.toHaveLength(0);
    const indices = Array.from({ length: file.count }, (_, i) => i);
    const decoded = await Promise.all(indices.map((index) => file.decode(index, undefined)));
    const { images } = showBySet(decoded);
    for (const [index, right] of Object.entries(one.images!)) {
      const { width, height, grey } = images[Number(index)]!;
      expect({ width, height, grey: [...grey] }).toEqual(right);
    }
  });
});
