/** DICOM objects that hold no image: what they are, their storage classes below 1.2.840.10008., and modalities. */
const kinds: readonly (readonly [name: string, classes: RegExp, modalities: RegExp])[] = [
  ["masks", /^5\.1\.4\.1\.1\.66\.[478]$/, /^(SEG|LABELMAP)$/],
  ["directories", /^1\.3\.10$/, /^$/],
  ["structured reports", /^5\.1\.4\.1\.1\.88\.\d+$/, /^(SR|KO)$/],
  ["treatment records", /^5\.1\.4\.1\.1\.481\.([3-9]|1[0-9])$/, /^(RTSTRUCT|RTPLAN|RTRECORD)$/],
  ["presentation states", /^5\.1\.4\.1\.1\.11\.\d+$/, /^PR$/],
  ["waveforms", /^5\.1\.4\.1\.1\.9\.[\d.]+$/, /^(ECG|EPS|HD|AU|RESP|EEG|EMG|EOG)$/],
  ["documents", /^5\.1\.4\.1\.1\.104\.\d+$/, /^(DOC|M3D)$/],
  ["registrations and raw data", /^5\.1\.4\.1\.1\.(66(\.[12356])?|67|4\.2)$/, /^(REG|FID|RWV)$/],
];

/**
 * What a DICOM file is that holds no image, in the plural: "structured reports"; "masks" for segmentations.
 * @param begin its first bytes
 * @returns undefined for images and what cannot be told
 */
export function objectWithoutImage(begin: Uint8Array): string | undefined {
  const text = Buffer.from(begin).toString("latin1");
  const uid = /(?:\x02\0\x02\0|\x08\0\x16\0|\0\x08\0\x16)(?:UI..|.{4})1\.2\.840\.10008\.([\d.]+)/s.exec(
    text,
  )?.[1];
  const modality = /\x08\0\x60\0(?:CS..|..\0\0)([A-Z0-9]+)/s.exec(text)?.[1];
  return kinds.find(
    ([, classes, modalities]) => (uid && classes.test(uid)) || (modality && modalities.test(modality)),
  )?.[0];
}
