import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageSet, type ImageSet, type Label } from "../../lib/data";
import type { TrainedArm } from "../../lib/evaluation";
import { readMetrics, type RecordedMetrics, type RunMetrics } from "../../lib/report/metrics";
import type { TrainedGan } from "../../lib/training";

export const rateNames = ["accuracy", "sensitivity", "specificity"] as const;

export const partNames = ["train", "validation", "test"] as const;
export type PartName = (typeof partNames)[number];

/** Record of a part in data/manifest.json and data/test.json. */
export interface PartRecord {
  readonly foldId: string;
  readonly ids: readonly string[];
  readonly labels: readonly Label[];
  readonly size: number;
  readonly sha256: string;
}

/** A finished run as it lies on disk. */
export interface RunFolder {
  readonly path: (...parts: string[]) => string;
  readonly text: (...parts: string[]) => string;
  readonly json: <T>(...parts: string[]) => T;
  readonly metrics: RunMetrics & Pick<RecordedMetrics, "related">;
  readonly parts: Readonly<Record<PartName, PartRecord>>;
  /** The images of a part, read without the checks that lib makes. */
  readonly images: <R extends PartName>(role: R) => ImageSet<R>;
  readonly gan: (name: string) => TrainedGan;
  readonly arm: (name: string) => TrainedArm;
}

/** Opens a run folder for comparison. */
export function openRunFolder(folder: string): RunFolder {
  const path = (...parts: string[]): string => join(folder, ...parts);
  const text = (...parts: string[]): string => readFileSync(path(...parts), "utf8");
  const json = <T>(...parts: string[]): T => JSON.parse(text(...parts)) as T;
  const inFolder = <T>(...parts: string[]): T => ({
    ...json<T>(...parts),
    folder: path(...parts.slice(0, -1)),
  });
  const manifest = json<{ parts: Readonly<Record<"train" | "validation", PartRecord>> }>(
    "data",
    "manifest.json",
  );
  const parts = { ...manifest.parts, test: json<PartRecord>("data", "test.json") };
  return {
    path,
    text,
    json,
    metrics: readMetrics(path("metrics.json")) as RunMetrics,
    parts,
    images: (role) => {
      const pixels = new Float32Array(Uint8Array.from(readFileSync(path("data", `${role}.f32`))).buffer);
      return imageSet(role, { ...parts[role], pixels });
    },
    gan: (name) => inFolder<TrainedGan>("models", name, "gan.json"),
    arm: (name) => inFolder<TrainedArm>("models", "classifiers", name, "arm.json"),
  };
}

/** The run folder that `npm test` made just before. */
export function testedRun(): RunFolder {
  const folder = process.env["GRAFT_RUN_FOLDER"];
  if (folder === undefined)
    throw new Error("These tests look at a run: set GRAFT_RUN_FOLDER, or type npm test.");
  return openRunFolder(folder);
}
