import { readFileSync } from "node:fs";
import { stream, writeAtomic } from "../../core";
import type { Vectors } from "../../ml/vectors";

/** A file of n rows of dim 32-bit floats, which contenders of every language read alike. */
export interface PointsFile {
  readonly path: string;
  readonly n: number;
  readonly dim: number;
}

const groups = 10;

/** Writes points in ten groups: normal around centres that lie `apart` of a group's own spread from each other. */
export function writePoints(file: PointsFile, apart: number): PointsFile {
  const { path, n, dim } = file;
  const centres = stream(1, "bench", "centres").normals(groups * dim);
  const values = stream(1, "bench", "points").normals(n * dim);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < dim; k++)
      values[i * dim + k] = values[i * dim + k]! + apart * centres[(i % groups) * dim + k]!;
  writeAtomic(path, Buffer.from(Float32Array.from(values).buffer));
  return file;
}

export function readPoints({ path, n, dim }: PointsFile): Vectors {
  const bytes = readFileSync(path);
  return { n, dim, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset), 0, n * dim) };
}
