import type * as tfjs from "@tensorflow/tfjs";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compile, tf } from "../../../lib/engine";
import { loadKeras } from "../../../lib/training/keras/h5";
import { floats, type GoldenModel, goldenModels } from "./golden-models";

const models = goldenModels();
const folder = mkdtempSync(join(tmpdir(), "graft-keras-models-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
function write({ file, ending }: GoldenModel): string {
  const path = join(folder, `${written++}${ending}`);
  writeFileSync(path, Buffer.from(file, "latin1"));
  return path;
}

/** Largest difference, in units of the expected output's largest value (at least 1). */
function distance(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  const scale = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
  return found.reduce((most, v, i) => Math.max(most, Math.abs(v - expected[i]!)), 0) / scale;
}

const list = <T>(given: T | T[]): T[] => (Array.isArray(given) ? given : [given]);

/** Models that are also run as a graph: the layers and activations that are this folder's own. */
const compiledToo = [
  "leaky object",
  "relu layers",
  "softmax layers",
  "generator",
  "global average",
  "merges",
  "activation gelu",
];

/** What is refused, by model, with what the message must say. */
const refused: Readonly<Record<string, RegExp>> = {
  "activation glu": /layer "dense.*" has the activation glu, expected one of linear, relu/,
  "activation of one's own": /layer "dense.*" has the activation function "double", expected one of/,
  arithmetic: /layer "(multiply.*" is called with 2 arguments|tf.math.multiply" is a TFOpLambda)/,
  slices: /layer "(get_item.*" is a GetItem|tf.*getitem" is a SlicingOpLambda), expected one of/,
  "channels first":
    /layer "flatten.*" has data_format "channels_first", expected data_format "channels_last"/,
  "class of one's own": /layer "doubled" is a mine>Doubled, expected one of/,
  "class of one's own, called Dense": /layer "dense.*" is a mine>Dense, expected one of/,
  "archive, class of one's own": /layer "dense.*" is a mine>Dense/,
  "concatenate, axis -3": /layer "concatenate.*" has axis -3, expected an axis counted from 0, or -1/,
  "dense, lora": /layer "dense.*" has lora_rank 2, expected lora_rank null/,
  "depthwise, dilation": /layer "depthwise.*" has dilation_rate \[2,2\], expected dilation_rate \[1,1\]/,
  "transposed, dilation":
    /layer "conv2d_transpose.*" has dilation_rate \[2,2\], expected dilation_rate \[1,1\]/,
  "transposed, output padding": /layer "conv2d_transpose.*" has output_padding \[1,1\], expected .* null/,
  groups: /layer "conv2d.*" has groups 2, expected groups 1/,
  "dtype mixed_float16": /layer "dense.*" computes in mixed_float16, expected float32 or float64/,
  "dtype bfloat16": /layer "dense.*" computes in bfloat16, expected float32 or float64/,
  quantized: /layer "dense.*" computes in QuantizedDTypePolicy, expected float32 or float64/,
  "embedding with mask": /layer "embedding.*" has mask_zero true, expected mask_zero false/,
  "first and last": /layer "conv1d" is a Conv1D, expected one of/,
  "group norm": /layer "group_normalization" is a GroupNormalization, expected one of/,
  lambda: /layer "lambda" is a Lambda, expected one of/,
  lstm: /layer "lstm" is a LSTM, expected one of/,
  "normalization adapted": /layer "normalization" is a Normalization, expected one of/,
  "normalization given": /layer "normalization.*" is a Normalization, expected one of/,
  "rescaling per channel": /layer "rescaling.*" has scale \[0.5,2\], expected one number/,
  resizing: /layer "resizing" is a Resizing, expected one of/,
  "time distributed": /layer "time_distributed" is a TimeDistributed, expected one of/,
  "training mode for good": /layer "dropout.*" is called with training true, expected/,
  "upsampling bicubic":
    /layer "up_sampling2d.*" has interpolation "bicubic", expected interpolation "nearest" or/,
  "weights only": /weights only, .*expected a whole model. Save it in Keras by model.save/,
  "tf_keras archive": /is a .keras file of Keras 2.21.0, expected one of Keras 3, or an .h5 file. Save it/,
  "tf_keras archive, nested": /is a .keras file of Keras 2.21.0/,
  "tf_keras archive, shared": /is a .keras file of Keras 2.21.0/,
};

const isCompiled = ({ name, by }: GoldenModel): boolean => by === "keras" && compiledToo.includes(name);

describe.each(models.map((model) => [`${model.by}: ${model.name}`, model] as const))("%s", (_, model) => {
  const message = refused[model.name] ?? refused[`${model.by} ${model.name}`];
  if (message)
    it("is refused by name", async () => {
      const path = write(model);
      await expect(loadKeras(path)).rejects.toThrow(message);
    });
  else
    it(`gives Keras' outputs${isCompiled(model) ? ", also compiled" : ""}`, async () => {
      const loaded = await loadKeras(write(model));
      const x = model.x.map((input) => tf.tensor(floats(input), input.shape));
      const apply = (...inputs: tfjs.Tensor[]) =>
        list(loaded.apply(inputs.length === 1 ? inputs[0]! : inputs) as tfjs.Tensor | tfjs.Tensor[]);
      const compiled = compile(apply);
      for (const run of isCompiled(model) ? [apply, compiled] : [apply]) {
        const found = run(...x);
        expect(found.map(({ shape }) => shape)).toEqual(model.y.map(({ shape }) => shape));
        found.forEach((y, i) => {
          const values = y.dataSync() as Float32Array;
          expect(distance(values, floats(model.y[i]!))).toBeLessThan(1e-5);
        });
      }
      compiled.dispose();
    });
});
