import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import {
  decode,
  duplicates,
  duplicateSets,
  groupsOf,
  phantom,
  type Dataset,
  type Slice,
} from "../../../lib/data";
import { made } from "../made-folder";

const clean = phantom({ images: 40, seed: 5 });

/** Changes that people make to an image file, and the orientation that turns the copy back. */
const changes: Readonly<Record<string, (image: Sharp, width: number, height: number) => Sharp>> = {
  crop: (s, w, h) => s.extract(inner(w, h, 0.06, 0.9)),
  pad: (s) => s.extend({ top: 40, bottom: 10, left: 70, right: 20, background: "#000" }),
  smaller: (s, w) => s.resize({ width: Math.round(w * 0.6) }),
  larger: (s, w) => s.resize({ width: Math.round(w * 1.7) }),
  stretched: (s, w, h) => s.resize({ width: w, height: Math.round(h * 1.1), fit: "fill" }),
  contrast: (s) => s.linear(1.4, -30),
  gamma: (s) => s.gamma(2),
  tint: (s) => s.tint({ r: 120, g: 140, b: 200 }),
  alpha: (s) => s.ensureAlpha(0.8),
  frame: (s) => s.extend({ top: 8, bottom: 8, left: 8, right: 8, background: "#fff" }),
  blur: (s) => s.blur(1.2),
  mirrored: (s) => s.flop(),
  turned: (s) => s.rotate(90),
};
const inner = (w: number, h: number, at: number, share: number) => ({
  left: Math.round(w * at),
  top: Math.round(h * at),
  width: Math.round(w * share),
  height: Math.round(h * share),
});

/** The slice as it reads after a change, by way of a file. */
async function changed(slice: Slice, name: string): Promise<Slice> {
  const { width, height, grey } = slice;
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  const change = changes[name] as (typeof changes)[string];
  const folder = made({ "copy.png": await change(sharp(png), width, height).png().toBuffer() });
  return { ...slice, ...(await decode(`${folder}/copy.png`)), id: name };
}

function withSlices(slices: readonly Slice[]): Dataset {
  return { ...clean, slices };
}

describe("duplicates()", () => {
  test("finds a copy however it was cropped, padded, scaled, tinted, turned or blurred, and nothing else", async () => {
    const names = Object.keys(changes);
    const copies = await Promise.all(names.map((name, i) => changed(clean.slices[i + 3] as Slice, name)));
    const pairs = duplicates(withSlices([...clean.slices, ...copies]));
    const near = pairs.filter((p) => p.kind === "near-identical");
    expect(near.map((p) => `${p.b} of ${p.a}`).sort()).toEqual(
      names.map((name, i) => `${name} of ${clean.slices[i + 3]?.id}`).sort(),
    );
    const orientation = (id: string) => near.find((p) => p.b === id)?.orientation;
    expect(orientation("mirrored")).toBe("mirrored");
    expect(orientation("turned")).toBe("turned by 270 degrees");
    expect(orientation("pad")).toBe("as it is");
  });

  test("calls equal pixels exact, and says when the labels differ", () => {
    const first = clean.slices[0] as Slice;
    const copy: Slice = { ...first, id: "copy", label: first.label === 1 ? 0 : 1 };
    const pairs = duplicates(withSlices([...clean.slices, copy]));
    expect(pairs[0]).toMatchObject({ a: first.id, b: "copy", kind: "exact", grain: 1, sameLabel: false });
  });

  test("finds nothing among different heads, most neighbours of a scan among series, and no same slice there", () => {
    expect(duplicates(clean)).toEqual([]);
    const series = phantom({ images: 48, seed: 7, series: 3 });
    const pairs = duplicates(series);
    expect(pairs.filter((p) => p.kind === "near-identical")).toEqual([]);
    const place = new Map(series.slices.map((s, i) => [s.id, Math.floor(i / 3)]));
    const right = pairs.filter((p) => place.get(p.a) === place.get(p.b));
    expect(right.length).toBeGreaterThan(0.9 * pairs.length);
    expect(pairs.length).toBeGreaterThan(6);
  });

  test("even images resemble nothing, unless they are equal", () => {
    const flat = (id: string, value: number): Slice => ({
      ...(clean.slices[0] as Slice),
      id,
      width: 20,
      height: 20,
      grey: new Uint8Array(400).fill(value),
    });
    expect(duplicates(withSlices([flat("a", 8), flat("b", 9)]))).toEqual([]);
    expect(duplicates(withSlices([flat("a", 8), flat("b", 8)]))[0]).toMatchObject({
      kind: "exact",
      a: "a",
      b: "b",
    });
  });
});

describe("groups", () => {
  const pair = (a: number, b: number, kind: "exact" | "near-identical" | "same scan") => ({
    a: clean.slices[a]?.id ?? "",
    b: clean.slices[b]?.id ?? "",
    kind,
    anatomy: 1,
    grain: 1,
    orientation: "as it is" as const,
    sameLabel: true,
  });
  const id = (place: number): string => clean.slices[place]?.id ?? "";
  const pairs = [
    pair(0, 1, "exact"),
    pair(2, 3, "near-identical"),
    pair(3, 4, "exact"),
    pair(4, 9, "same scan"),
  ];

  test("duplicateSets() links pairs to sets; an exact pair of a near-identical set stands in both", () => {
    expect(duplicateSets(clean, pairs)).toEqual({
      exact: [
        [id(0), id(1)],
        [id(3), id(4)],
      ],
      nearIdentical: [[id(2), id(3), id(4)]],
      probableGroups: [
        [id(0), id(1)],
        [id(2), id(3), id(4), id(9)],
      ],
    });
  });

  test("groupsOf() takes the guess only where the data set gives no groups", () => {
    const guessed = groupsOf(clean, pairs);
    expect(guessed).toMatchObject({ origin: "guessed", count: clean.slices.length - 4 });
    expect(guessed.names[9]).toBe(guessed.names[2]);
    const slices = clean.slices.map((s, i) => ({ ...s, group: `patient ${Math.floor(i / 2)}` }));
    const given = groupsOf(withSlices(slices), pairs);
    expect(given.origin).toBe("given");
    expect(given.names[9]).not.toBe(given.names[4]);
    expect(given.names[9]).toBe(given.names[8]);
    expect(given.names[2]).toBe(given.names[5]); // 3 and 4 are equal, so their patients belong together
    expect(given.count).toBe(clean.slices.length / 2 - 1);
  });

  test("groupsOf() still guesses for images without a patient where others have one", () => {
    const naming = (...places: number[]) =>
      withSlices(clean.slices.map((s, i) => (places.includes(i) ? { ...s, group: `patient ${i}` } : s)));
    const one = groupsOf(naming(0), pairs);
    expect(one).toMatchObject({ origin: "given and guessed", count: clean.slices.length - 4 });
    expect(one.names[9]).toBe(one.names[2]); // "same scan" by 4, near-identical by 3: none of them named
    const both = groupsOf(naming(4, 9), pairs);
    expect(both.names[9]).not.toBe(both.names[4]); // their names say two patients
    expect(both.names[2]).toBe(both.names[4]);
    const only = groupsOf(naming(0), pairs, "named");
    expect(only).toMatchObject({ origin: "given", count: clean.slices.length - 2 }); // equal images alone
  });
});
