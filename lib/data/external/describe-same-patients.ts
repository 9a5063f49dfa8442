import { countOf } from "../../core";
import type { ExternalSet } from "./seal-external";

/** A warning about external patients who are called as patients trained on; undefined where there are none. */
export function describeSamePatients({
  samePatients = 0,
}: Pick<ExternalSet, "samePatients">): string | undefined {
  if (samePatients === 0) return undefined;
  const who = samePatients === 1 ? "it is the same person" : "they are the same people";
  const whom = samePatients === 1 ? "that patient" : "them";
  return `${countOf(samePatients, "of its patients is", "of its patients are")} called as patients trained on; if ${who}, leave ${whom} out.`;
}
