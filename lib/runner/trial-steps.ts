import { mean, openRun, range, stream, type Settings } from "../core";
import { imageSet } from "../data/image-set";
import { compileAll, ready, tf, useEngine } from "../engine";
import { buildClassifier } from "../evaluation";
import { generatorSpec, isDiffusion, withVirtualNorm, type DiffusionSpec } from "../models";
import { classifierSteps } from "../training/classifier-steps";
import { openGanBatches, type BatchIndices } from "../training/gan-batches";
import { diffusionTraining } from "../training/diffusion/diffusion-training";
import { ganObjective, ganOptions } from "../training/gan-options";
import { ganStep } from "../training/gan-step";
import { withCriticSteps, type StepTime, type StepTimes } from "./measure-steps";

// Run by measure-steps.ts in a process of its own: times training steps of each kind and prints them as JSON.
const { settings, seed, classes, images } = JSON.parse(process.argv[2] ?? "{}") as {
  settings: Settings;
  seed: number;
  classes: number;
  images: number;
};
const size = settings["data.size"];
const options = {
  batchSize: Math.min(settings["gan.batchSize"], images),
  flipProbability: 0,
};
const further = 6;
const many = (1 + further) * Math.max(options.batchSize, settings["classifier.batchSize"]);
const noise = {
  foldId: "trial",
  ids: range(many).map(String),
  labels: range(many).map((i) => i % classes),
  size,
  pixels: stream(seed, "trial").uniforms(many * size * size),
};

/** A step of both networks, and with `gan.criticSteps` above 1 one of the discriminator alone, as they alternate. */
function timeGan(): StepTime {
  const began = performance.now();
  const spec = generatorSpec(settings);
  if (isDiffusion(spec)) return timeDiffusion(spec, began);
  const objective = ganObjective(settings);
  const rows = settings["gan.referenceBatch"];
  const generator = spec.generator(size, classes);
  const networks = {
    generator: rows > 0 ? withVirtualNorm(generator, rows) : generator,
    discriminator: spec.discriminator(size, classes),
  };
  const step = ganStep(networks, {
    learningRate: 1e-4,
    beta1: 0.5,
    beta2: 0.999,
    ...objective,
    penaltyWeight: settings["gan.penalty"] === "none" ? 0 : 10,
  });
  const source = openGanBatches(
    imageSet("train", noise),
    {
      ...options,
      latentDim: spec.latentDim,
      penalty: objective.penalty,
      classes: spec.conditional && classes,
    },
    seed,
    "trial",
  );
  const graphs = compileAll(
    {
      both: (indices: BatchIndices) => step(source.batch(indices)),
      alone: (indices: BatchIndices) => step.discriminatorAlone(source.batch(indices)),
    },
    { otherwise: "eager" },
  );
  let epoch = source.epoch(() => 0);
  const time = (which: keyof typeof graphs, from: number): StepTime =>
    timeSteps(from, () => {
      let { value, done } = epoch.next();
      if (done === true) ({ value, done } = (epoch = source.epoch(() => 0)).next());
      if (done !== true) graphs[which](value as BatchIndices).generator.dataSync();
    });
  const both = time("both", began);
  const criticSteps = settings["gan.criticSteps"];
  return criticSteps === 1 ? both : withCriticSteps(both, time("alone", performance.now()), criticSteps);
}

/** A step of the denoiser. */
function timeDiffusion(spec: DiffusionSpec, began: number): StepTime {
  const out = process.cwd(); // nothing is written
  const run = { ...openRun({ profile: "smoke", data: "phantom", seed, out }), settings };
  const trial = ganOptions(run, "trial", { classes: range(classes).map(String) });
  const training = diffusionTraining(imageSet("train", noise), spec, { ...trial, ...options });
  const times = timeSteps(began, () => training.step());
  training.dispose();
  return times;
}

function timeClassifier(): StepTime {
  const began = performance.now();
  const out = process.cwd(); // nothing is written
  const run = { ...openRun({ profile: "smoke", data: "phantom", seed, out }), settings };
  const batchSize = settings["classifier.batchSize"];
  const optimizer = tf.train.rmsprop(1e-3, 0.9);
  const steps = classifierSteps(buildClassifier(run, classes), optimizer, imageSet("train", noise), {
    batchSize,
    batches: 0,
  });
  return timeSteps(began, () => steps.train(range(batchSize)));
}

/** Clock seconds over processor seconds of work on one thread: 1 on a machine that does nothing else. */
function slowdownNow(): number {
  const [began, before] = [performance.now(), process.cpuUsage()];
  for (let total = 0; performance.now() - began < 1000;) total += Math.sqrt(total + 1);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (1000 * (performance.now() - began)) / (user + system));
}

/** @param began when the building of the first step's networks began */
function timeSteps(began: number, step: () => void): StepTime {
  step();
  const first = (performance.now() - began) / 1000;
  const next = range(further).map(() => {
    const start = performance.now();
    step();
    return (performance.now() - start) / 1000;
  });
  return { first, next: mean(next) };
}

void ready().then(() => {
  useEngine({ settings });
  const before = slowdownNow();
  const steps = { gan: timeGan(), classifier: timeClassifier() };
  const times: StepTimes = { ...steps, slowdown: mean([before, slowdownNow()]) };
  console.log(JSON.stringify(times));
});
