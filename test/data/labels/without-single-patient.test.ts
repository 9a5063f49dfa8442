import { describe, expect, test } from "vitest";
import { withoutSinglePatient } from "../../../lib/data/labels/without-single-patient";
import { datasetOf } from "../made-dataset";

/** Patients of slices of given patients and studies, as the function leaves them. */
function patients(
  given: readonly (string | undefined)[],
  studies: readonly (string | undefined)[],
): { groups: (string | undefined)[]; notes: readonly string[] } {
  const { slices } = datasetOf(
    given.map((group) => ({
      grey: new Uint8Array(1),
      width: 1,
      height: 1,
      label: 0,
      ...(group === undefined ? {} : { group }),
    })),
  );
  const known = withoutSinglePatient(slices, studies);
  return { groups: known.slices.map(({ group }) => group), notes: known.notes };
}
const none = undefined;

describe("withoutSinglePatient()", () => {
  test("leaves patients as they are where each image has one", () => {
    const given = ["a", "a", "b", "c"];
    expect(patients(given, ["1", "2", "3", "4"])).toEqual({ groups: given, notes: [] });
  });

  test.each([
    [
      "one id for all",
      ["x", "x", "x", "x"],
      /^one patient id for 4 of 4 images names nobody: their 2 DICOM studies/,
    ],
    ["one id for most, none for the others", ["x", "x", "x", none], /^one patient id for 3 of 4 images/],
    [
      "no id",
      [none, none, none, none],
      /^no image has a patient id: their 2 DICOM studies .* are taken for the patients/,
    ],
  ])("takes studies where there is %s", (_, given, note) => {
    const { groups, notes } = patients(given, ["1", "1", "2", "2"]);
    expect(groups).toEqual(["1", "1", "2", "2"]);
    expect(notes).toEqual([expect.stringMatching(note)]);
  });

  test.each([
    [
      "all are one study",
      ["1", "1", "1", "1"],
      [/no DICOM header has a PatientID .*all are of one study: no patients/],
    ],
    [
      "each image is a study of its own",
      ["1", "2", "3", "4"],
      [/each image is a study of its own: no patients/],
    ],
    ["there is no study", [none, none, none, none], []],
  ])("names nobody where %s", (_, studies, withoutId) => {
    expect(patients(["x", "x", "x", "x"], studies)).toEqual({
      groups: [none, none, none, none],
      notes: ["one patient id for 4 of 4 images names nobody: no patients are named"],
    });
    expect(patients([none, none, none, none], studies)).toEqual({
      groups: [none, none, none, none],
      notes: withoutId.map((note) => expect.stringMatching(note) as string),
    });
  });

  test("keeps single images without an id together by study, with the patient of that study", () => {
    const { groups, notes } = patients(["a", "b", none, none, none, none], ["1", "2", "1", "3", "3", none]);
    expect(groups).toEqual(["a", "b", "a", "3", "3", none]);
    expect(notes).toEqual([
      "3 images without a patient id are kept together by their DICOM studies (StudyInstanceUID)",
    ]);
  });

  test("names no patient for an image without a study, though a named one has no study either", () => {
    const { groups } = patients(["a", "b", none, none], [none, "1", "1", none]);
    expect(groups).toEqual(["a", "b", "b", none]);
  });
});
