import { readEncapsulatedPixelDataFromFragments, type DataSet } from "dicom-parser";
import { rejectImage } from "./reject-image";

/** The compressed frame of a DICOM file of one frame: all of its fragments, one after the other. */
export function compressedFrame(data: DataSet): Uint8Array {
  const element = data.elements["x7fe00010"];
  const fragments = element?.fragments ?? [];
  if (!element || fragments.length === 0) return rejectImage("is a DICOM file without pixels");
  return Uint8Array.from(readEncapsulatedPixelDataFromFragments(data, element, 0, fragments.length));
}
