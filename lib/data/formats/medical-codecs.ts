import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../core/files";

/** The used part of nifti-reader-js. */
export interface NiftiReader {
  isNIFTI(data: ArrayBufferLike): boolean;
  isCompressed(data: ArrayBufferLike): boolean;
  decompress(data: ArrayBufferLike): ArrayBufferLike;
  readHeader(data: ArrayBufferLike): NiftiHeader;
  readImage(header: NiftiHeader, data: ArrayBufferLike): ArrayBufferLike;
}

/** The used part of a NIfTI header. */
export interface NiftiHeader {
  readonly dims: readonly number[];
  /** Sizes of a voxel along the axes, from the second entry on. */
  readonly pixDims: readonly number[];
  readonly datatypeCode: number;
  readonly littleEndian: boolean;
  readonly scl_slope: number;
  readonly scl_inter: number;
  /** 0 where the file does not say how it lies in space. */
  readonly qform_code: number;
  readonly sform_code: number;
  /** From voxels to the patient's right, front and head; row by row. */
  readonly affine: readonly (readonly number[])[];
}

/** The used part of jpeg-lossless-decoder-js. */
interface LosslessModule {
  readonly Decoder: new () => {
    decode(data: ArrayBufferLike, offset: number, length: number): Uint8Array | Uint16Array;
  };
}

/** The used part of OpenJPEG, compiled to WebAssembly. */
interface OpenJpeg {
  readonly J2KDecoder: new () => {
    getEncodedBuffer(length: number): Uint8Array;
    getDecodedBuffer(): Uint8Array;
    getFrameInfo(): {
      readonly bitsPerSample: number;
      readonly isSigned: boolean;
      readonly componentCount: number;
    };
    decode(): void;
    delete(): void;
  };
}

interface Codecs {
  nifti(): Promise<NiftiReader>;
  lossless(): Promise<LosslessModule>;
  openjpeg(): Promise<OpenJpeg>;
}

/** The libraries that read medical images, each loaded when it is first needed. */
export function medicalCodecs(): Codecs {
  return createRequire(join(root(), "package.json"))("./lib/data/formats/medical-codecs.cjs") as Codecs;
}
