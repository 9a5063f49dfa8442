import { describe, test } from "vitest";
import { copies, folderParts } from "./cases/folder-parts";
import { folderMixtures, folderPatients } from "./cases/folder-patients";
import { verifyCase } from "./cases/verify-case";

const kinds = {
  "folder levels: parts": folderParts,
  "folder levels: patients": folderPatients,
  "folder levels: mixtures": folderMixtures,
};

describe.each(Object.entries(kinds))("kind: %s", (_, cases) => {
  test.each(cases)("$name", (one) => verifyCase(one));
});

describe("kind: the same set twice", () => {
  test.each(copies)("$name", (one) => verifyCase(one, true));
});
