import { openRun, range, stream, type Settings } from "../core";
import { imageSet } from "../data/image-set";
import { compile, ready, tf, useEngine } from "../engine";
import { classifier } from "../evaluation";
import { ganSpec } from "../models";
import { classifierSteps } from "../training/classifier-steps";
import { openGanBatches, type BatchIndices } from "../training/gan-batches";
import { ganStep } from "../training/gan-step";

// Run by estimate.ts in a process of its own: times one training step of each kind and prints them as JSON.
const { settings, seed } = JSON.parse(process.argv[2] ?? "{}") as { settings: Settings; seed: number };
const size = settings["data.size"];
const options = { batchSize: settings["gan.batchSize"], latentDim: 100, flipProbability: 0 };
const many = 3 * Math.max(options.batchSize, settings["classifier.batchSize"]);
const noise = {
  foldId: "trial",
  ids: range(many).map(String),
  labels: range(many).map((i) => i % 2),
  size,
  pixels: stream(seed, "trial").uniforms(many * size * size),
};

function ganSeconds(): number {
  const spec = ganSpec(settings);
  const networks = { generator: spec.generator(size), discriminator: spec.discriminator(size) };
  const step = ganStep(networks, {
    learningRate: 1e-4,
    beta1: 0.5,
    beta2: 0.999,
    penaltyWeight: settings["gan.penalty"] === "none" ? 0 : 10,
  });
  const source = openGanBatches(imageSet("train", noise), options, seed, "trial");
  const compiled = compile((places: BatchIndices) => step(source.batch(places)), { otherwise: "eager" });
  const times: number[] = [];
  for (const places of source.epoch(() => 0)) {
    const began = performance.now();
    compiled(places).generator.dataSync();
    times.push((performance.now() - began) / 1000);
    if (times.length === 3) break;
  }
  return Math.min(...times);
}

function classifierSeconds(): number {
  const out = process.cwd(); // nothing is written
  const run = { ...openRun({ profile: "smoke", data: "phantom", seed, out }), settings };
  const batchSize = settings["classifier.batchSize"];
  const optimizer = tf.train.rmsprop(1e-3, 0.9);
  const steps = classifierSteps(classifier(run, 2), optimizer, imageSet("train", noise), {
    batchSize,
    parts: 0,
  });
  const places = range(batchSize);
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    steps.train(places);
    return (performance.now() - began) / 1000;
  });
  return Math.min(...times);
}

void ready().then(() => {
  useEngine({ settings });
  console.log(
    JSON.stringify({
      gan: ganSeconds(),
      classifier: classifierSeconds(),
      tensors: tf.memory().numTensors,
    }),
  );
});
