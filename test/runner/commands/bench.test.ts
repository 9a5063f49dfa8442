import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { measureRow } from "../../../lib/runner/bench/measure-row";
import { rowResult } from "../../../lib/runner/bench/row-result";
import { main } from "../../../lib/runner/commands/bench";

vi.mock("../../../lib/runner/bench/measure-row");

test("npm run bench keeps in its file the rows before one that fails", async () => {
  const folder = mkdtempSync(join(tmpdir(), "graft-bench-"));
  const file = join(folder, "rows.json");
  const measured = { median: 2, min: 1, peakMiB: 3, checks: {} };
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.mocked(measureRow)
    .mockResolvedValueOnce({ ...rowResult("dcgan-step", measured, { peers: {} }), versions: { engine: "x" } })
    .mockRejectedValueOnce(new Error("it ended"));
  await expect(main(["dcgan-step", "cyclegan-step", "--json", file])).rejects.toThrow("it ended");
  const { rows, versions } = JSON.parse(readFileSync(file, "utf8"));
  expect(rows).toMatchObject([{ name: "dcgan-step", min: 1 }]);
  expect(versions).toMatchObject({ engine: "x" });
  rmSync(folder, { recursive: true });
});
