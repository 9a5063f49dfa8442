import { join } from "node:path";

/** The folder of `npm run study`'s results by default: beside the run's folder. */
export function studyFolder(outputs: string, profile: string, dataName: string): string {
  return join(outputs, `study-${profile}-${dataName}`);
}
