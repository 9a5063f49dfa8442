import { countOf, groupBy } from "../../core";
import type { Slice } from "../dataset";
import { components } from "../duplicates/components";

/**
 * Joins patients whom folders or a table name, and who are one by their DICOM headers: folders of examinations are no
 * patients. An id that more than half of the images bear names nobody.
 *
 * @param ids what stands for the patient of each slice's header; undefined where it says none
 * @returns the slices, and a note where patients were joined
 */
export function joinByHeaders(
  slices: readonly Slice[],
  ids: readonly (string | undefined)[],
): { readonly slices: readonly Slice[]; readonly notes: readonly string[] } {
  const sizes = groupBy(ids, (id) => id);
  const idOf = (i: number): string | undefined =>
    2 * (sizes.get(ids[i])?.length ?? 0) > slices.length ? undefined : ids[i];
  const links = slices.flatMap(({ group }, i) => {
    const id = idOf(i);
    return group === undefined || id === undefined || id === group ? [] : [{ a: group, b: id }];
  });
  const headers = new Set(links.map(({ b }) => b));
  const groups = slices.flatMap(({ group }) => group ?? []);
  const sets = components([...new Set([...groups, ...headers])], links);
  const isJoined = (set: readonly string[]): boolean => set.filter((name) => !headers.has(name)).length > 1;
  const joined = sets.filter(isJoined);
  const nameOf = new Map(sets.flatMap((set) => set.map((name) => [name, set[0]!] as const)));
  return {
    slices: slices.map((slice) =>
      slice.group === undefined ? slice : { ...slice, group: nameOf.get(slice.group)! },
    ),
    notes:
      joined.length === 0
        ? []
        : [
            `${countOf(joined.flat().filter((name) => !headers.has(name)).length, "of these patients is", "of these patients are")} ${joined.length} by PatientID of the DICOM files: kept together (data.groupPattern or data.groupColumn names them otherwise)`,
          ],
  };
}
