// Copies what tests need from ../shared/golden (one folder above the repository) into this folder: `node test/golden/copy.mjs`.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";

const source = new URL("../../../shared/golden/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, source), "utf8"));
const write = (name, origin, fields) =>
  writeFileSync(
    new URL(`${name}.json`, import.meta.url),
    JSON.stringify({ origin: `shared/golden/${origin}`, ...fields }) + "\n",
  );

const tiny = (version) => {
  const { generator, discriminator } = read(`tiny_h5_${version}.json`);
  const { z, out } = generator;
  return {
    generator: { z, out },
    discriminator: { x: discriminator.x, x_shape: discriminator.x_shape, out: discriminator.out },
  };
};
write("tiny-h5", "tiny_h5_k2.json, tiny_h5_k3.json", { k2: tiny("k2"), k3: tiny("k3") });
for (const version of ["k2", "k3"])
  for (const network of ["generator", "discriminator"]) {
    const name = `tiny_${network}_${version}.h5`;
    copyFileSync(new URL(name, source), new URL(name, import.meta.url));
  }
