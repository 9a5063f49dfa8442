import { extname } from "node:path";
import { plainHeading } from "./parse-table";

/**
 * What to do with a column that names DICOM files by what stands in their headers (`PatientID`, `SOPInstanceUID`), where the
 * files' names do not say it: headers are not read for a table's rows.
 *
 * @param column heading of the column
 * @param images paths of the images
 * @returns undefined for other columns, or where no image may be DICOM
 */
export function headerRemedy(column: string, images: readonly string[]): string | undefined {
  const isOfHeader = /^(patientid|(sop|study|series)instanceuid|sopuid)$/.test(plainHeading(column));
  return isOfHeader && images.some((file) => mayBeDicom(file))
    ? `The headers of DICOM files are not searched for "${column}": add a column with the files' names to a copy of the table, and name it: --set data.idColumn=NAME.`
    : undefined;
}

/** By the name: `.dcm`, or no ending but numbers, as a UID has. */
function mayBeDicom(file: string): boolean {
  return /^(\.(dcm|dicom|ima|dic|\d+))?$/i.test(extname(file));
}
