/** Contents of a made DICOM file. */
export interface MadeDicom {
  readonly width: number;
  readonly height: number;
  /** Stored values; undefined: no pixels. */
  readonly values?: readonly number[] | undefined;
  readonly slope?: number | string;
  readonly intercept?: number;
  readonly photometric?: string;
  readonly isSigned?: boolean;
  readonly frames?: number;
  readonly samples?: number;
  readonly patient?: string;
  readonly study?: string;
  readonly modality?: string;
  /** PixelSpacing: between rows and between columns. */
  readonly spacing?: readonly [rows: number, columns: number];
  /** PixelAspectRatio, likewise. */
  readonly ratio?: readonly [rows: number, columns: number];
  /** ImageType. */
  readonly kind?: string;
  /** SeriesDescription. */
  readonly series?: string;
  readonly window?: readonly [center: number, width: number];
  /** PixelPaddingValue. */
  readonly padding?: number;
  /** Functional groups that hold slope and intercept: 0x9229 of all frames, 0x9230 of each. */
  readonly groups?: 0x9229 | 0x9230;
  readonly name?: string;
  readonly syntax?: string;
  /** Without a preamble, from the first element of group 8 on, in this form. */
  readonly isBare?: "explicit" | "implicit";
}

/** A DICOM file of 16-bit values, explicit, little endian. */
export function dicom(of: MadeDicom): Buffer {
  const {
    width,
    height,
    values,
    slope = 1,
    intercept = 0,
    photometric = "MONOCHROME2",
    isSigned = true,
  } = of;
  const meta = explicitElement(0x0002, 0x0010, "UI", text(of.syntax ?? "1.2.840.10008.1.2.1", "\0"));
  const element = of.isBare === "implicit" ? implicitElement : explicitElement;
  const start = [
    Buffer.alloc(128),
    Buffer.from("DICM"),
    element(0x0002, 0x0000, "UL", Buffer.from(Uint32Array.of(meta.length).buffer)),
    meta,
  ];
  const rescale = [
    element(0x0028, 0x1052, "DS", text(String(intercept))),
    element(0x0028, 0x1053, "DS", text(String(slope))),
  ];
  return Buffer.concat([
    ...(of.isBare === undefined ? start : [element(0x0008, 0x0008, "CS", text("ORIGINAL"))]),
    ...(of.kind === undefined ? [] : [element(0x0008, 0x0008, "CS", text(of.kind))]),
    ...(of.modality === undefined ? [] : [element(0x0008, 0x0060, "CS", text(of.modality))]),
    ...(of.series === undefined ? [] : [element(0x0008, 0x103e, "LO", text(of.series))]),
    ...(of.name === undefined ? [] : [element(0x0010, 0x0010, "PN", text(of.name))]),
    ...(of.patient === undefined ? [] : [element(0x0010, 0x0020, "LO", text(of.patient))]),
    ...(of.study === undefined ? [] : [element(0x0020, 0x000d, "UI", text(of.study, "\0"))]),
    element(0x0028, 0x0002, "US", short(of.samples ?? 1)),
    element(0x0028, 0x0004, "CS", text(photometric)),
    ...(of.frames === undefined ? [] : [element(0x0028, 0x0008, "IS", text(String(of.frames)))]),
    element(0x0028, 0x0010, "US", short(height)),
    element(0x0028, 0x0011, "US", short(width)),
    ...(of.spacing === undefined ? [] : [element(0x0028, 0x0030, "DS", text(of.spacing.join("\\")))]),
    ...(of.ratio === undefined ? [] : [element(0x0028, 0x0034, "IS", text(of.ratio.join("\\")))]),
    element(0x0028, 0x0100, "US", short(16)),
    element(0x0028, 0x0101, "US", short(12)),
    element(0x0028, 0x0103, "US", short(isSigned ? 1 : 0)),
    ...(of.window === undefined
      ? []
      : of.window.map((value, i) => element(0x0028, 0x1050 + i, "DS", text(String(value))))),
    ...(of.padding === undefined ? [] : [element(0x0028, 0x0120, "US", short(of.padding & 0xffff))]),
    ...(of.groups === undefined
      ? rescale
      : [sequence(0x5200, of.groups, sequence(0x0028, 0x9145, ...rescale))]),
    ...(values
      ? [element(0x7fe0, 0x0010, "OW", Buffer.from(Uint16Array.from(values, (v) => v & 0xfff).buffer))]
      : []),
  ]);
}

/** A NIfTI file of 16-bit values, or of 32-bit floats, with slope and intercept; `slices` of them. */
export function nifti(
  values: readonly number[] | Float32Array,
  [width, height, slices = 1]: readonly [number, number, number?],
  [slope, intercept]: readonly [number, number] = [1, 0],
  affine?: readonly (readonly number[])[],
): Buffer {
  const header = Buffer.alloc(352);
  header.writeInt32LE(348, 0);
  [slices > 1 ? 3 : 2, width, height, slices, 1, 1, 1, 1].forEach((n, i) =>
    header.writeInt16LE(n, 40 + 2 * i),
  );
  const isReal = values instanceof Float32Array;
  header.writeInt16LE(isReal ? 16 : 4, 70); // else signed 16 bits
  header.writeInt16LE(isReal ? 32 : 16, 72);
  header.writeFloatLE(352, 108);
  header.writeFloatLE(slope, 112);
  header.writeFloatLE(intercept, 116);
  if (affine) header.writeInt16LE(2, 254); // sform_code
  for (const [at, value] of (affine ?? []).flat().entries()) header.writeFloatLE(value, 280 + 4 * at);
  header.write("n+1\0", 344, "latin1");
  return Buffer.concat([header, Buffer.from((isReal ? values : Int16Array.from(values)).buffer)]);
}

/** A sequence of one item. */
function sequence(group: number, number: number, ...content: readonly Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const item = Buffer.alloc(8);
  item.writeUInt16LE(0xfffe, 0);
  item.writeUInt16LE(0xe000, 2);
  item.writeUInt32LE(value.length, 4);
  return explicitElement(group, number, "SQ", Buffer.concat([item, value]));
}

function explicitElement(group: number, number: number, kind: string, value: Buffer): Buffer {
  const isLong = kind === "OW" || kind === "SQ";
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(kind, 4, "latin1");
  if (isLong) head.writeUInt32LE(value.length, 8);
  else head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
}

function implicitElement(group: number, number: number, _: string, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
}

function text(value: string, fill = " "): Buffer {
  return Buffer.from(value.length % 2 === 0 ? value : value + fill, "latin1");
}

function short(value: number): Buffer {
  return Buffer.from(Uint16Array.of(value).buffer);
}
