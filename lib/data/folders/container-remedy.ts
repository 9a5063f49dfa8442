const ofArrays =
  /\.(mat|h5|hdf5?|he5|pt|pth|ckpt|safetensors|pkl|pickle|joblib|tfrecords?|parquet|feather|arrow|lmdb|mdb|rds|rdata)$/i;
const ofFiles = /\.(zip|tar|tgz|tbz2?|txz|rar|7z|iso)$|\.tar\.(gz|bz2|xz|zst)$/i;

/** Whether a file may hold many images in a form that is not read, by its ending: data of MATLAB, HDF5 ..., archives. */
export function isContainer(file: string): boolean {
  return ofArrays.test(file) || ofFiles.test(file);
}

/** What to do with the first of such files; undefined where there is none. */
export function containerRemedy(files: readonly string[]): string | undefined {
  const found = files.find(isContainer);
  if (found === undefined) return undefined;
  return ofFiles.test(found)
    ? `Unpack ${found}, and give the folder.`
    : `Save the images in ${found} and files like it as PNG, or as .npy or .npz by numpy.`;
}
