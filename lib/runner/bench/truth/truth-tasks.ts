import { resolveSettings, type Settings } from "../../../core";
import { findArm } from "../../../evaluation/arms-of-study";
import { generatorSpec } from "../../../models";
import { runTrial } from "../../../study/run-trial";
import { armTrial, ganTrial, type GanTrial, type Trial } from "../../../study/trial";
import { resultFile } from "../../../study/trial-result";
import { measureFidelity, measureGenerator, measuresFile } from "./measure-generator";
import type { TruthDraw } from "./open-draw";
import { judgePerfectGenerator, perfectArms, perfectFile, perfectGenerator } from "./perfect-generator";
import type { TruthConfiguration } from "./truth-configurations";

/** Arms without synthetic images, trained once per draw; every other arm is compared with the first. */
export const truthControls = ["original+classical", "original", "oversampled"] as const;

/** Arms of each configuration. */
export const truthArms = [
  "synthetic",
  "original+synthetic",
  ...[0.5, 1, 2, 4].map((dose) => `original+classical+dose-${dose}`),
] as const;

/** One piece of work whose result is a file: stopped and begun again, what is there is not done twice. */
export interface TruthTask {
  readonly draw: number;
  /** Absent for what the configurations of a draw share. */
  readonly configuration?: string;
  /** Of an arm; for the other kinds what it is. */
  readonly name: string;
  /** Tasks of one kind take about as long. */
  readonly kind: "generator" | "arm" | "measures" | "fidelity";
  /** Its result, named by a hash of all that it depends on. */
  readonly file: string;
  run(): Promise<unknown>;
}

/** The tasks of one draw, each after those it needs: the controls and the perfect generator's arms, then each configuration's generators, measures and arms. */
export function truthTasks(
  at: TruthDraw,
  configurations: readonly TruthConfiguration[],
  set: Readonly<Record<string, unknown>>,
  folder: string,
): TruthTask[] {
  const { draw } = at;
  const place = { repeat: 0, fold: draw, foldId: at.foldId, seed: at.seed };
  const task = (trial: Trial, settings: Settings, what: Pick<TruthTask, "configuration" | "name">) =>
    ({
      draw,
      ...what,
      kind: trial.kind === "arm" ? "arm" : "generator",
      file: resultFile(folder, trial),
      run: () =>
        runTrial(
          {
            request: { profile: "quick", data: "phantom", dataName: "phantom", seed: at.seed, set: settings },
            imageInfo: {},
          },
          trial,
          folder,
        ),
    }) satisfies TruthTask;
  const plain = resolveSettings("quick", set);
  const controls = truthControls.map((name) =>
    task(armTrial(place, findArm(name), [], plain), plain, { name }),
  );
  const perfect = perfectArms.map((name) => ({
    draw,
    configuration: perfectGenerator,
    name,
    kind: "arm" as const,
    file: perfectFile(at, name, plain, folder),
    run: () => judgePerfectGenerator(at, name, plain, folder),
  }));
  const own = configurations.flatMap(({ name: configuration, set: changes }): TruthTask[] => {
    const settings = resolveSettings("quick", { ...changes, ...set });
    const gans = generatorTrials(place, settings);
    const generators = { at, gans, settings, folder };
    const ofGenerators = { draw, configuration };
    return [
      ...gans.map((gan) => task(gan, settings, { configuration, name: `generator ${gan.label}` })),
      ...truthArms.map((name) =>
        task(armTrial(place, findArm(name), gans, settings), settings, { configuration, name }),
      ),
      ...(
        [
          ["measures", measureGenerator],
          ["fidelity", measureFidelity],
        ] as const
      ).map(([kind, measure]) => {
        const file = measuresFile(kind, generators);
        return { ...ofGenerators, name: kind, kind, file, run: () => measure(file, generators) };
      }),
    ];
  });
  return [...controls, ...perfect, ...own];
}

function generatorTrials(place: Parameters<typeof ganTrial>[0], settings: Settings): GanTrial[] {
  const labels = generatorSpec(settings).conditional ? (["all"] as const) : ([0, 1] as const);
  return labels.map((label) => ganTrial(place, label, settings));
}
