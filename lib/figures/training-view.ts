import { duration, deferInterrupt } from "../core";
import type { GanProgress, GanWatcher } from "../training";
import { captionOf, type Counted, type FigureSource } from "./drawing";
import { figure, subtitle, widest, type Caption, type Figure } from "./figure";
import { isInKernel, live } from "./live";
import { renderPng } from "./render-png";
import { svgPage } from "./svg-page";
import { svgText } from "./svg-text";
import { ink } from "./vega-config";
import { throttle, type Throttle } from "./throttle";
import { panelHeight, panelSamples, trainingPanel, type PanelState } from "./training-panel";

/** Options of the live view. */
export interface TrainingViewOptions extends Counted {
  readonly title: string;
  /** Now, in milliseconds. */
  readonly clock?: () => number;
}

// Together under 2 % of the training time, with room for the last picture, which always comes.
const shares = { picture: 0.007, samples: 0.009 };

/**
 * One display below a cell that trains, updated in place: for each GAN its losses, samples of fixed latents over real
 * images, step, speed, time left, memory and alarms. Give it to `trainGan` as what watches; several trainings stand
 * below each other. Drawing takes under 2 % of the time: where it is slow, pictures come more seldom. In a terminal
 * nothing is drawn, and `trainGan` prints its progress line.
 *
 * @param run its data set and seed stand in the caption; headless: only the end of each training is drawn, without times,
 *   so that outputs repeat
 */
export function trainingView(
  run: FigureSource & { readonly headless?: boolean },
  { title, clock = () => performance.now(), ...counted }: TrainingViewOptions,
): GanWatcher {
  const caption = captionOf(run, counted);
  const onlyLast = run.headless ?? false;
  const isShown = isInKernel();
  const place = live({ everySeconds: 0 });
  const panels = new Map<string, PanelState>();
  const samples = new Map<string, Float32Array>();
  const began = new Map<string, { readonly time: number; readonly step: number }>();
  let budgets: Record<keyof typeof shares, Throttle> | undefined;

  const make = (at: GanProgress): void => void samples.set(at.name, at.samples(panelSamples(at.train.size)));
  const draw = async (at: GanProgress, more = ""): Promise<void> => {
    const pace = onlyLast ? undefined : began.get(at.name);
    const state = panel(at, samples.get(at.name), pace && { ...pace, now: clock() });
    panels.set(at.name, { ...state, place: state.place + more });
    await place.show(() => composePage(title, caption, [...panels.values()]));
  };

  return {
    showsProgress: isShown && !onlyLast,
    step: async (at) => {
      if (!isShown || onlyLast || at.step >= at.steps) return; // the end is drawn by `epoch`
      const first = began.get(at.name);
      if (!first) return void began.set(at.name, { time: clock(), step: at.step });
      const ofStep = (clock() - first.time) / 1000 / (at.step - first.step);
      budgets ??= {
        picture: throttle({ share: shares.picture, everySeconds: 1, expected: 0.03, clock }),
        samples: throttle({ share: shares.samples, everySeconds: 2, expected: 2 * ofStep, clock }),
      };
      if (budgets.samples.isDue()) await budgets.samples.spend(() => deferInterrupt(() => make(at)));
      if (budgets.picture.isDue()) await budgets.picture.spend(() => deferInterrupt(() => draw(at)));
    },
    epoch: async (at) => {
      if (!isShown || at.epoch < at.epochs) return;
      await deferInterrupt(() => {
        make(at);
        return draw(at);
      });
    },
    stopped: async (at) => {
      const isQuick = (budgets?.picture.expected ?? 0) < 0.2; // an interrupt should not have to wait
      if (isShown && !onlyLast && isQuick) await draw(at, " · interrupted");
    },
  };
}

function panel(
  at: GanProgress,
  samples: Float32Array | undefined,
  pace: { readonly time: number; readonly step: number; readonly now: number } | undefined,
): PanelState {
  const { train, history } = at;
  const soFar = history.length < 3 ? at.currentEpochLosses() : undefined;
  // the first epochs of a fresh discriminator are so high that nothing else could be seen
  const losses = [...history.slice(history.length > 50 ? 5 : 0), ...(soFar ? [soFar] : [])];
  return {
    name: at.name,
    place: `epoch ${Math.min(at.epoch + 1, at.epochs)} of ${at.epochs} · step ${at.step} of ${at.steps}`,
    done: at.step / at.steps,
    losses: losses.map(({ epoch, discriminator, generator, penalty }) => ({
      gan: at.name,
      epoch,
      discriminator,
      generator,
      penalty,
    })),
    marks: at.changes.map((c) => ({ x: c.epoch, text: `${c.option} ${c.to}` })),
    facts: [
      ...(pace ? facts(at, pace) : [["steps", String(at.step)] as [string, string]]),
      ...heldOutFacts(at),
    ],
    alarms: at.alarms(samples).map((alarm) => alarm.text),
    samples: samples && { pixels: samples, size: train.size },
    real: train,
  };
}

function facts(
  at: GanProgress,
  { time, step, now }: { readonly time: number; readonly step: number; readonly now: number },
): [string, string][] {
  const seconds = (now - time) / 1000;
  const speed = seconds > 0 ? (at.step - step) / seconds : 0;
  const left = (at.steps - at.step) / speed;
  return [
    ["speed", speed > 0 ? `${speed.toFixed(speed < 10 ? 2 : 0)} steps/s` : "–"],
    ["images", speed > 0 ? `${(speed * at.batchSize).toFixed(0)} per second` : "–"],
    at.step < at.steps
      ? ["time left", Number.isFinite(left) ? duration(left) : "–"]
      : ["done in", duration(seconds)],
    ["memory", `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`],
  ];
}

/** KID and coverage of the last look at held-out images. */
function heldOutFacts({ heldOut }: GanProgress): [string, string][] {
  const last = heldOut.at(-1);
  if (!last) return [];
  const { kid, kidError, coverage } = last;
  return [
    ["held-out KID", `${kid.toFixed(4)} ± ${kidError.toFixed(4)}`],
    ["coverage", coverage.toFixed(2)],
  ];
}

/** The panels under each other as one picture. */
async function composePage(title: string, caption: Caption, panels: readonly PanelState[]): Promise<Figure> {
  const head = 58;
  const height = head + panels.length * panelHeight;
  const under = subtitle(caption);
  const parts = await Promise.all(panels.map((state, i) => trainingPanel(state, head + i * panelHeight)));
  const svg = svgPage(widest, height, [
    svgText(12, 27, title, { size: 15, isBold: true, color: ink.title }),
    svgText(12, 45, under),
    ...parts,
  ]);
  const last = panels.at(-1);
  const words = last ? [last.name, last.place, ...last.facts.map((f) => f.join(" ")), ...last.alarms] : [];
  return figure({
    name: "live",
    title,
    subtitle: words.join(", "),
    svg,
    png: await renderPng(svg, 3),
    data: panels.flatMap((p) => p.losses),
  });
}
