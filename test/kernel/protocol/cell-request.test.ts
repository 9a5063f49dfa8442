import { expect, test } from "vitest";
import { readCellRequest } from "../../../lib/kernel/protocol/cell-request";

test("a silent cell gets no number, whatever the client says of the history", () => {
  expect(readCellRequest({ code: "1", silent: true, store_history: true })).toMatchObject({
    isSilent: true,
    isCounted: false,
  });
  expect(readCellRequest({ code: "1" })).toMatchObject({
    isCounted: true,
    stopsOnError: true,
    isHeadless: false,
  });
});
