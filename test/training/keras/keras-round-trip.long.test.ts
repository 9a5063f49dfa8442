import type * as tfjs from "@tensorflow/tfjs";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../../lib/core/files";
import { stream } from "../../../lib/core/random";
import { tf } from "../../../lib/engine";
import { paper, small } from "../../../lib/models/dcgan";
import { resnet } from "../../../lib/models/resnet";
import { refreshReference, withVirtualNorm } from "../../../lib/models/with-virtual-norm";
import { type H5Options, loadKeras, saveKeras } from "../../../lib/training/keras/h5";
import { withKerasNorms } from "../../../lib/training/keras/with-keras-norms";
import { floats as stored, goldenModels } from "./golden-models";
import { kerasPython } from "./keras-environment";
import { everyLayer, randomizeWeights } from "../random-model";

interface Job {
  model: string;
  input: string;
  shape: number[];
  output: string;
}

const folder = mkdtempSync(join(tmpdir(), "graft-keras-"));
const file = (name: string) => join(folder, name);
const floats = (name: string) => {
  const bytes = readFileSync(file(name));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? NaN))), 0);
};
/** Share of outputs that a wrong logit would move: away from 0 and from the ends of sigmoid, tanh and softmax. */
const telling = (y: Float32Array) =>
  y.filter((v) => Math.abs(v) > 0.02 && Math.abs(v) < 0.98).length / y.length;
const outputs = (model: tfjs.LayersModel, x: Float32Array, shape: number[]) =>
  tf.tidy(() => (model.predict(tf.tensor(x, shape)) as tfjs.Tensor).dataSync() as Float32Array);

/** Its weights drawn before it is made of Keras' layers, whose constants are to stay. */
function virtualNorms(): tfjs.LayersModel {
  const model = withVirtualNorm(small.generator(32), 16);
  randomizeWeights(model, stream(9, "weights"));
  refreshReference(model);
  const ofKeras = withKerasNorms(model);
  model.dispose();
  return ofKeras;
}

const models: [name: string, build: () => tfjs.LayersModel, options: H5Options, isDrawn?: true][] = [
  ["every supported layer", everyLayer, {}],
  ["the paper's generator", () => paper.generator(32), {}],
  ["the paper's discriminator", () => paper.discriminator(32), { finalActivation: "sigmoid" }],
  ["the small generator", () => small.generator(32), {}],
  ["the small generator with virtual batch norm", virtualNorms, {}, true],
  ["the small discriminator", () => small.discriminator(32), { finalActivation: "sigmoid" }],
  [
    "the classifier, ResNet-50 at 32 pixels",
    () => resnet({ depth: "50", inputShape: [32, 32, 1], classes: 2, dropout: 0.4, seed: 1 }),
    { finalActivation: "softmax" },
  ],
];
/** Models of the golden file that are read here and saved again, with what `saveKeras` says of those it refuses. */
const again = goldenModels().filter(({ x, y }) => x.length === 1 && y.length === 1);
const notSaved = new Map<string, string>();
const versions = ["keras", "tf_keras"] as const;

async function saveAgain(): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const [i, { name, by, ending, file: content, x }] of again.entries()) {
    writeFileSync(file(`read${ending}`), Buffer.from(content, "latin1"));
    const model = await loadKeras(file(`read${ending}`)).catch(() => undefined); // refused: keras-models.test.ts
    if (!model) continue;
    const job = { model: `g${i}.h5`, input: `g${i}.input`, shape: x[0]!.shape, output: `g${i}.output` };
    try {
      await saveKeras(model, file(job.model));
      writeFileSync(file(job.input), stored(x[0]!));
      jobs.push(job);
    } catch (error) {
      notSaved.set(`${by}: ${name}`, (error as Error).message);
    }
    model.dispose();
  }
  return jobs;
}

beforeAll(async () => {
  const jobs: Job[] = [];
  for (const [i, [, build, options, isDrawn]] of models.entries()) {
    const model = build();
    if (!isDrawn) randomizeWeights(model, stream(i, "weights"));
    const shape = [3, ...(model.inputs[0]?.shape.slice(1) as number[])];
    const x = stream(i, "input").normals(shape.reduce((a, b) => a * b, 1));
    const job = { model: `${i}.h5`, input: `${i}.input`, shape, output: `${i}.output` };
    await saveKeras(model, file(job.model), options);
    writeFileSync(file(job.input), x);
    model.dispose();
    const back = await loadKeras(file(job.model));
    writeFileSync(file(`${job.output}.ours`), outputs(back, x, shape));
    back.dispose();
    jobs.push(job);
  }
  jobs.push(...(await saveAgain()));
  writeFileSync(file("jobs.json"), JSON.stringify(jobs));
  for (const version of versions) {
    const script = join(root(), "test/training/keras/keras_round_trip.py");
    execFileSync(kerasPython(), [script, version, folder], { stdio: ["ignore", "inherit", "inherit"] });
    writeFileSync(file(`written.${version}.json`), readFileSync(file("written.json")));
  }
}, 1_200_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(versions)("%s", (version) => {
  it.each(models.map(([name], i) => [name, i] as const))("opens %s with our outputs", (_, i) => {
    const ours = floats(`${i}.output.ours`);
    expect(telling(ours)).toBeGreaterThan(1 / 3);
    expect(furthest(floats(`${i}.output.${version}`), ours)).toBeLessThanOrEqual(1e-5);
  });

  it.each(["residual", "sequential"])(
    "writes a %s model that loadKeras() reads with its outputs",
    async (name) => {
      const written = JSON.parse(readFileSync(file(`written.${version}.json`), "utf8")) as Job[];
      const job = written.find(({ model }) => model === `${version}-${name}.h5`);
      if (!job) throw new Error(`no ${name}`);
      const model = await loadKeras(file(job.model));
      expect(furthest(outputs(model, floats(job.input), job.shape), floats(job.output))).toBeLessThanOrEqual(
        1e-5,
      );
    },
  );
});

describe("models of Keras that are saved again", () => {
  it.each(versions)("give the same in %s", (version) => {
    const saved = again
      .map((model, i) => ({ ...model, i }))
      .filter(({ i }) => existsSync(file(`g${i}.input`)));
    expect(saved.length).toBeGreaterThan(100);
    for (const { name, by, y, i } of saved) {
      const expected = stored(y[0]!);
      const scale = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
      const distance = furthest(floats(`g${i}.output.${version}`), expected) / scale;
      expect([by, name, distance <= 1e-5 ? "equal" : distance]).toEqual([by, name, "equal"]);
    }
  });

  it("are refused where the two Keras differ, or a model is in the model", () => {
    for (const message of notSaved.values())
      expect(message).toMatch(
        /^Cannot save the model for Keras: layer ".*" is a (Sequential|Functional|Model|.* compute differently|LayerNormalization over axes)|has the activation/,
      );
  });
});
