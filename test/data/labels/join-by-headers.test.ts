import { expect, test } from "vitest";
import { readFolder } from "../../../lib/data";
import { dicom } from "../formats/made-medical";
import { made } from "../made-folder";

/** Two examinations in a folder each, of a patient whom the headers name. */
const files = (patient: (i: number) => string): Record<string, Buffer> =>
  Object.fromEntries(
    Array.from({ length: 24 }, (_, i) => [
      `${i < 12 ? "normal" : "tumor"}/exam ${i >> 1}/${i}.dcm`,
      dicom({
        width: 4,
        height: 3,
        values: Array.from({ length: 12 }, (__, k) => 100 * k + i),
        modality: "MR",
        patient: patient(i),
      }),
    ]),
  );
const groupsOf = async (
  patient: (i: number) => string,
  options: { groupPattern?: string } = {},
): Promise<{ count: number; notes: string }> => {
  const { slices, warnings, reading } = await readFolder(made(files(patient)), {
    positive: "auto",
    ...options,
  });
  const rows = reading.filter(({ value }) => value === "joined").map(({ how }) => how);
  const notes = warnings.filter((note) => note.includes("PatientID"));
  expect(rows).toEqual(notes);
  expect(slices.every(({ group }) => group !== undefined)).toBe(true);
  return { count: new Set(slices.map(({ group }) => group)).size, notes: notes.join() };
};

test("folders of examinations are joined where DICOM headers name one patient, in any case of letters", async () => {
  const { count, notes } = await groupsOf((i) => (i % 4 < 2 ? `P${i >> 2}` : `p${i >> 2}`));
  expect(count).toBe(6);
  expect(notes).toMatch(/^12 of these patients are 6 by PatientID of the DICOM files: kept together/);
});

test("headers that name other patients, or nobody, and patterns leave them as they are", async () => {
  expect(await groupsOf((i) => `Q${i}`)).toEqual({ count: 12, notes: "" });
  expect(await groupsOf((i) => (i < 20 ? "ANON-1" : `Q${i >> 1}`))).toEqual({ count: 12, notes: "" });
  expect(await groupsOf((i) => `Q${i >> 2}`, { groupPattern: "(exam \\d+)" })).toEqual({
    count: 12,
    notes: "",
  });
});
