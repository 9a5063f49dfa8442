import sharp from "sharp";

/** The grey values of a figure's embedded pictures, one array of rows each. */
export async function embedded(svg: string): Promise<number[][][]> {
  const pictures = [...svg.matchAll(/base64,([^"]+)"/g)].map((m) => Buffer.from(m[1] ?? "", "base64"));
  return Promise.all(
    pictures.map(async (png) => {
      const { data, info } = await sharp(png).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
      return Array.from({ length: info.height }, (_, y) => [
        ...data.subarray(y * info.width, (y + 1) * info.width),
      ]);
    }),
  );
}
