import { describe, expect, test } from "vitest";
import { decode } from "../../lib/data";
import { openImages } from "../../lib/data/formats/decode";
import { showBySet } from "../../lib/data/formats/show-by-set";
import { arrays } from "./cases/arrays";
import { arraysByName } from "./cases/arrays-by-name";
import { classesUnlike } from "./cases/classes-unlike";
import { coarserPatients, patientsOfSites } from "./cases/coarser-patients";
import { dicomValues } from "./cases/dicom-values";
import { excludedImages } from "./cases/excluded-images";
import { falseAlarms, remedies } from "./cases/false-alarms";
import { fileValues } from "./cases/file-values";
import { made } from "./made-folder";
import { copies, folderParts } from "./cases/folder-parts";
import { classSpellings, oddities, patientNames, siteNames } from "./cases/folder-names";
import { folderOthers, masksByBeginning } from "./cases/folder-others";
import { folderMixtures, folderPatients } from "./cases/folder-patients";
import { givenParts } from "./cases/given-parts";
import { groupColumns } from "./cases/group-columns";
import { idsWithinPatients } from "./cases/ids-within-patients";
import { madeFrom } from "./cases/made-from";
import { masks } from "./cases/masks";
import { namedSettings } from "./cases/named-settings";
import { joinedFindings } from "./cases/joined-findings";
import { judgements } from "./cases/judgements";
import { notTheTruth } from "./cases/not-the-truth";
import { otherLanguages } from "./cases/other-languages";
import { publicLayouts } from "./cases/public-layouts";
import { publicLists } from "./cases/public-lists";
import { publicTables } from "./cases/public-tables";
import { tableColumns } from "./cases/table-columns";
import { tableFiles } from "./cases/table-files";
import { tableFindings } from "./cases/table-findings";
import { tableIds } from "./cases/table-ids";
import { tableLabels } from "./cases/table-labels";
import { tableLegends } from "./cases/table-legends";
import { tablePatients } from "./cases/table-patients";
import { tableSets } from "./cases/table-sets";
import { tableShapes } from "./cases/table-shapes";
import { tablesBesideFolders } from "./cases/tables-beside-folders";
import { verifyCase } from "./cases/verify-case";
import { verifyReading } from "./cases/verify-reading";
import { severalPerFile } from "./cases/volumes";

const kinds = {
  "folder levels: parts": folderParts,
  "folder levels: patients": folderPatients,
  "folder levels: mixtures": folderMixtures,
  "folder levels: sites": siteNames,
  "folder levels: patients' names": patientNames,
  "folder levels: classes' spellings": classSpellings,
  "folders and names as programs leave them": oddities,
  "folder levels: no classes": folderOthers,
  "parts that are kept": givenParts,
  "masks beside images": [...masks, ...masksByBeginning],
  "pictures made from others": madeFrom,
  "settings by name": namedSettings,
  columns: tableColumns,
  "columns of groups": groupColumns,
  "what is coarser than scans": coarserPatients,
  "patients of sites": patientsOfSites,
  ids: tableIds,
  "ids within patients": idsWithinPatients,
  labels: tableLabels,
  "labels, legends and commas": tableLegends,
  findings: tableFindings,
  "findings that are joined": joinedFindings,
  "no truth": notTheTruth,
  "false alarms": falseAlarms,
  "remedies that are said": remedies,
  "images to be left out": [...excludedImages, ...judgements],
  tables: tableFiles,
  "a row per patient": tablePatients,
  "several tables": tableSets,
  "tables beside folders of classes": tablesBesideFolders,
  "shapes of a table": tableShapes,
  "other languages": otherLanguages,
  "public layouts": publicLayouts,
  "public layouts with tables": [...publicTables, ...publicLists],
};

describe.each(Object.entries(kinds))("kind: %s", (_, cases) => {
  test.each(cases)("$name", (one) => verifyCase(one));
});

describe("kind: the same set twice", () => {
  test.each(copies)("$name", (one) => verifyCase(one, true));
});

describe("kind: from stored values to grey, as pydicom reads them", () => {
  test.each(dicomValues)("DICOM: $name", async ({ file, grey, refused }) => {
    const reading = decode(`${made({ a: Buffer.from(file, "base64") })}/a`);
    if (refused === undefined) expect([...(await reading).grey]).toEqual(grey);
    else await expect(reading).rejects.toThrow(refused);
  });
});

describe("kind: files as tifffile, nibabel, Pillow and pydicom read them", () => {
  test.each(fileValues)("$name", async ({ file, count, grey, refused }) => {
    const opened = openImages(`${made({ a: Buffer.from(file, "base64") })}/a`);
    const first = opened.then((content) => content.decode(0, undefined));
    if (refused !== undefined) {
      await expect(first).rejects.toThrow(refused);
      return;
    }
    expect((await opened).count).toBe(count);
    const seen = showBySet([await first]).images[0]!.grey;
    expect(seen).toHaveLength(grey!.length);
    for (const [i, value] of grey!.entries())
      expect(Math.abs(seen[i]! - value), `pixel ${i}`).toBeLessThan(2);
  });
});

describe.each(
  Object.entries({
    "several images per file": severalPerFile,
    arrays,
    "arrays by name": arraysByName,
    "classes unlike each other, wrong files": classesUnlike,
  }),
)("kind: %s", (_, cases) => {
  test.each(cases)("$name", (one) => verifyReading(one));
});
