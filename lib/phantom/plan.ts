import { stream, type Random } from "../core";
import { clamp, exp } from "./arithmetic";
import { bleeds, type Bleed } from "./bleeds";
import { drawHead, type Head } from "./head";
import type { BleedKind, PhantomOptions, PhantomSlice } from "./types";
import { drawView, resizeView, varyView, type View } from "./view";

/** A bleed with what the painter needs to know. */
export interface Lesion {
  readonly bleed: Bleed | undefined;
  readonly side: number;
  readonly hounsfield: number;
  /** How uneven the blood is, parts of its value. */
  readonly swirl: number;
  readonly shift: number;
  readonly squeeze: number;
}

/** Head, lesion and view of a slice, before anything is painted. */
export interface Plan extends Pick<
  PhantomSlice,
  "label" | "truth" | "kind" | "level" | "patient" | "copyOf"
> {
  readonly head: Head;
  readonly view: View;
  readonly lesion: Lesion;
  /** The patient's, the slice's and the picture's own streams, for what the painters draw. */
  readonly tissue: Random;
  readonly slice: Random;
  readonly grain: Random;
}

/**
 * Plans one slice. Every purpose has a stream of its own, so that an option never moves another slice's draws.
 * @param index odd indices bleed, even ones are normal
 */
export function plan(seed: number, index: number, options: PhantomOptions): Plan {
  const { series = 1, nearDuplicates = 0, wrongLabels = 0, areaShortcut = 0, subtle = 0 } = options;
  const purpose = (name: string, number: number): Random => stream(seed, "phantom", name, number);
  let id = index;
  while (id >= 2 * series && purpose("copy", id).chance(nearDuplicates)) id -= 2 * series;
  const patient = Math.floor(id / series);
  const truth = options.label ?? (patient % 2 === 1 ? 1 : 0);
  const head = drawHead(purpose("head", patient));
  const slice = purpose("slice", id);
  const { kind, middle, lesion } = drawLesion(purpose("bleed", patient), truth, options.kind, subtle);
  const drawn = drawView(purpose("scanner", patient), slice, purpose("size", patient >> 1));
  const seen = id === index ? drawn : varyView(drawn, purpose("again", index));
  return {
    head,
    view: resizeView(seen, exp((truth - 0.5) * areaShortcut)),
    lesion,
    kind,
    truth,
    label: purpose("label", index).chance(wrongLabels) ? (truth === 1 ? 0 : 1) : truth,
    level: clamp(options.level ?? middle + 0.04 * ((id % series) - (series - 1) / 2), 0, 1),
    patient,
    copyOf: id === index ? undefined : id,
    tissue: purpose("tissue", patient),
    slice,
    grain: purpose("grain", index),
  };
}

function drawLesion(random: Random, truth: 0 | 1, forced: BleedKind | undefined, subtle: number) {
  const share = random.next();
  const kind = truth === 1 ? (forced ?? kindAt(share)) : "none";
  const [low, high] = kind === "none" ? normalLevels(random) : bleeds[kind].levels;
  const middle = random.between(low, high);
  const side = random.chance(0.5) ? 1 : -1;
  const usual = random.between(46, 74);
  const swirl = random.between(0.04, 0.2);
  const bleed = kind === "none" ? undefined : bleeds[kind].draw(random, side);
  const hounsfield = bleed?.hounsfield ?? usual;
  const lesion: Lesion = {
    bleed,
    side,
    swirl,
    hounsfield: hounsfield - subtle * (hounsfield - 40),
    shift: bleed?.shift ?? 0,
    squeeze: bleed?.squeeze ?? 0,
  };
  return { kind, middle, lesion } as const;
}

/** Normals are seen at all levels, the skull base and the vertex included. */
function normalLevels({ chance }: Random): readonly [number, number] {
  return chance(0.22) ? [0, 0.2] : chance(0.4) ? [0.82, 1] : [0.2, 0.82];
}

function kindAt(share: number): BleedKind {
  let left = share;
  for (const [name, { share: part }] of Object.entries(bleeds))
    if ((left -= part) < 0) return name as BleedKind;
  return "subdural";
}
