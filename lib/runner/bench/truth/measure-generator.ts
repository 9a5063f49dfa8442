import { join } from "node:path";
import { indicesWhere, mean, readJson, sha256, writeJson, type Settings } from "../../../core";
import { openSplit, withLabel } from "../../../data";
import { engineMultiply, judgeMemorisation, kid, pixelVectors, prdc, type Finding } from "../../../quality";
import { c2st } from "../../../quality/c2st";
import { foldFolder } from "../../../study/study";
import type { GanTrial } from "../../../study/trial";
import { generate, ofEachClass, type TrainedGan } from "../../../training";
import { freshPhantoms, type FreshPhantoms } from "./fresh-phantoms";
import type { TruthDraw } from "./open-draw";
import { oracleLabels } from "./oracle-labels";

/** Measures of a configuration's generators in one draw: means over the classes, against fresh phantoms, on pixels. */
export interface GeneratorMeasures {
  /** Accuracy of telling synthetic from real, 0.5 is best. */
  readonly c2st: number;
  /** Over all pixels. */
  readonly coverage: number;
  readonly kid: number;
  /** Of each class. */
  readonly memorisation: readonly Finding[];
}

/** Share of a configuration's synthetic images that show their class to a classifier of 4,000 fresh phantoms. */
export interface OracleFidelity {
  readonly fidelity: number;
}

/** Raise when measures are made otherwise. */
const version = 1;
const heldOutSeed = 8_000_002;

/** The file of a configuration's measures, by what they depend on. */
export function measuresFile(
  kind: "measures" | "fidelity",
  { gans, settings, folder }: Omit<Generators, "at">,
): string {
  const inputs = [version, gans.map(({ id }) => id), settings["samples.measured"]];
  return join(folder, kind, `${sha256(JSON.stringify(inputs)).slice(0, 16)}.json`);
}

/** The trained generators of a configuration in a draw. */
export interface Generators {
  readonly at: TruthDraw;
  readonly gans: readonly GanTrial[];
  readonly settings: Settings;
  readonly folder: string;
}

/** Measures the generators, which are trained already, against fresh phantoms, and writes it. */
export async function measureGenerator(
  file: string,
  { at, gans, settings, folder }: Generators,
): Promise<void> {
  const count = settings["samples.measured"];
  const { train } = openSplit(foldFolder(folder, at.foldId));
  const fresh = freshPhantoms(folder, { count: 2 * count, seed: heldOutSeed, size: train.size });
  const options = { seed: at.seed, multiply: engineMultiply };
  const each = [];
  for (const gan of openTrained(folder, gans)) {
    const synthetic = await generate(gan, count, "truth");
    const real = ofClass(fresh, gan.label);
    const [x, y] = [pixelVectors(synthetic), pixelVectors(real)];
    const images = { synthetic, train: withLabel(train, gan.label), heldOut: real };
    each.push({
      c2st: c2st(x, y, options).accuracy,
      coverage: prdc(x, y, options).coverage,
      kid: kid(x, y, { ...options, draws: 0 }).value,
      memorisation: judgeMemorisation(images, options).finding,
    });
  }
  const measures: GeneratorMeasures = {
    c2st: mean(each, (m) => m.c2st),
    coverage: mean(each, (m) => m.coverage),
    kid: mean(each, (m) => m.kid),
    memorisation: each.map((m) => m.memorisation),
  };
  writeJson(file, measures);
}

/** Asks the oracle for the class of each synthetic image, trains it the first time, and writes what it says. */
export async function measureFidelity(file: string, { gans, settings, folder }: Generators): Promise<void> {
  const count = settings["samples.measured"];
  const shares = [];
  for (const gan of openTrained(folder, gans)) {
    const labels = await oracleLabels(folder, await generate(gan, count, "truth"));
    shares.push(labels.filter((label) => label === gan.label).length / count);
  }
  const fidelity: OracleFidelity = { fidelity: mean(shares) };
  writeJson(file, fidelity);
}

/** One per class. */
function openTrained(folder: string, gans: readonly GanTrial[]): TrainedGan[] {
  return gans.flatMap(({ id }) => {
    const own = join(folder, "gans", id);
    const gan = readJson<TrainedGan>(join(own, "gan.json"), "Type the command again: it trains this GAN.");
    return ofEachClass({ ...gan, folder: own });
  });
}

function ofClass({ ids, labels, size, pixels }: FreshPhantoms, label: number) {
  const indices = indicesWhere(labels, (l) => l === label);
  const own = new Float32Array(indices.length * size * size);
  indices.forEach((at, i) =>
    own.set(pixels.subarray(at * size * size, (at + 1) * size * size), i * size * size),
  );
  const names = indices.map((i) => ids[i]!);
  return { size, pixels: own, groups: names };
}
