import type * as tfjs from "@tensorflow/tfjs";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { stream } from "../../../lib/core/random";
import { dropoutLayers, layers, tf } from "../../../lib/engine";
import { loadKeras, saveKeras } from "../../../lib/training/keras/h5";
import golden from "../../golden/tiny-h5.json";
import { everyLayer, randomizeWeights } from "../random-model";

const folder = mkdtempSync(join(tmpdir(), "graft-h5-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => join(folder, name);
const goldenFile = (name: string) => fileURLToPath(new URL(`../../golden/${name}`, import.meta.url));
const outputs = (model: tfjs.LayersModel, x: tfjs.Tensor) =>
  Array.from((model.predict(x) as tfjs.Tensor).dataSync());
const furthest = (a: readonly number[], b: readonly number[]) => {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? NaN))));
};
const dense = (activation?: "tanh") =>
  tf.sequential({ layers: [layers.dense({ inputShape: [3], units: 2, ...(activation && { activation }) })] });

describe.each(["k2", "k3"] as const)("loadKeras() on files of Keras %s", (version) => {
  const { generator, discriminator } = golden[version];

  it("gives the generator's images", async () => {
    const model = await loadKeras(goldenFile(`tiny_generator_${version}.h5`));
    expect(furthest(outputs(model, tf.tensor2d(generator.z)), generator.out)).toBeLessThan(1e-6);
  });

  it("gives the discriminator's probabilities, and logits when asked", async () => {
    const path = goldenFile(`tiny_discriminator_${version}.h5`);
    const x = tf.tensor(discriminator.x, discriminator.x_shape);
    const probabilities = outputs(await loadKeras(path), x);
    expect(furthest(probabilities, discriminator.out)).toBeLessThan(1e-6);
    const logits = outputs(await loadKeras(path, { finalActivation: "linear" }), x);
    expect(
      furthest(
        logits.map((l) => 1 / (1 + Math.exp(-l))),
        probabilities,
      ),
    ).toBeLessThan(1e-6);
  });

  it("makes the engine's layers", async () => {
    const model = await loadKeras(goldenFile(`tiny_discriminator_${version}.h5`));
    expect(dropoutLayers(model)).toHaveLength(1);
  });
});

describe("saveKeras()", () => {
  it("keeps outputs, names given by hand and moving statistics of every supported layer", async () => {
    const model = everyLayer();
    randomizeWeights(model, stream(1, "weights"));
    const x = tf.tensor4d(stream(1, "x").normals(3 * 128), [3, 8, 8, 2]);
    await saveKeras(model, file("every.h5"));
    const back = await loadKeras(file("every.h5"));
    expect(furthest(outputs(back, x), outputs(model, x))).toBeLessThan(1e-7);
    expect(back.layers.map((layer) => layer.name)).toContain("norm");
  });

  it("ends a network trained on logits in the published activation", async () => {
    const model = dense();
    const x = tf.tensor2d([[1, 2, 3]]);
    await saveKeras(model, file("sigmoid.h5"), { finalActivation: "sigmoid" });
    const sigmoid = outputs(model, x).map((l) => 1 / (1 + Math.exp(-l)));
    expect(furthest(outputs(await loadKeras(file("sigmoid.h5")), x), sigmoid)).toBeLessThan(1e-6);
    expect(outputs(await loadKeras(file("sigmoid.h5"), { finalActivation: "linear" }), x)).toEqual(
      outputs(model, x),
    );
  });

  it("writes the same bytes whatever was named before, within a second", async () => {
    vi.useFakeTimers({ toFake: ["Date"] }); // HDF5 writes the time, in seconds
    for (const name of ["a.h5", "b.h5"]) {
      const model = everyLayer();
      randomizeWeights(model, stream(1, "weights"));
      await saveKeras(model, file(name));
    }
    vi.useRealTimers();
    expect(readFileSync(file("a.h5")).equals(readFileSync(file("b.h5")))).toBe(true);
  });

  it("refuses a final activation on top of another one", async () => {
    await expect(saveKeras(dense("tanh"), file("no.h5"), { finalActivation: "sigmoid" })).rejects.toThrow(
      /Cannot save the model ending in sigmoid: a last layer Dense with activation "tanh", expected .* logits/,
    );
  });

  it("refuses layers that Keras would not compute the same way, and leaves the old file", async () => {
    writeFileSync(file("old.h5"), "old");
    const model = tf.sequential({
      layers: [layers.simpleRNN({ units: 2, inputShape: [2, 1], name: "recurrent" })],
    });
    await expect(saveKeras(model, file("old.h5"))).rejects.toThrow(
      /Cannot save the model for Keras: layer "recurrent" is a SimpleRNN, expected one of InputLayer, Dense/,
    );
    expect(readFileSync(file("old.h5"), "utf8")).toBe("old");
  });

  it("leaves nothing behind when writing fails", async () => {
    mkdirSync(file("taken.h5"));
    await expect(saveKeras(dense(), file("taken.h5"))).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("leaves no tensor", async () => {
    const model = dense();
    await saveKeras(model, file("leak.h5"));
    const before = tf.memory().numTensors;
    (await loadKeras(file("leak.h5"))).dispose();
    await saveKeras(model, file("leak.h5"));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("loadKeras() refuses", () => {
  const whole = readFileSync(goldenFile("tiny_generator_k3.h5"));
  const load = (name: string, content?: string | Uint8Array) => {
    if (content !== undefined) writeFileSync(file(name), content);
    return loadKeras(file(name));
  };

  it("a missing file", () =>
    expect(load("none.h5")).rejects.toThrow(/Cannot read the model .*: no file .*none\.h5/));
  it("an empty file", () => expect(load("empty.h5", "")).rejects.toThrow(/empty\.h5 is no HDF5 file/));
  it("another kind of file", () => expect(load("text.h5", "{}")).rejects.toThrow(/text\.h5 is no HDF5 file/));
  it.each([100, 20_000, whole.length - 1])("a file cut off after %i bytes", (length) =>
    expect(load(`cut-${length}.h5`, whole.subarray(0, length))).rejects.toThrow(/is damaged or cut off/),
  );
  it("a folder", () => expect(loadKeras(folder)).rejects.toThrow(/is no HDF5 file/));
});
