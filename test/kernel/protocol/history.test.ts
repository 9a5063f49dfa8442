import { describe, expect, test } from "vitest";
import { openHistory } from "../../../lib/kernel/protocol/history";

describe("history", () => {
  const cells = openHistory();
  cells.add(1, "const a = 1").output = "1";
  for (const [i, code] of ["let b", "const a = 1", "a + 'x\ny'"].entries()) cells.add(i + 2, code);
  const found = (request: Record<string, unknown>): unknown => cells.find(request)["history"];

  test("gives the last cells", () => {
    expect(found({ hist_access_type: "tail", n: 1 })).toEqual([[1, 4, "a + 'x\ny'"]]);
    expect(found({ hist_access_type: "tail", n: 100 })).toHaveLength(4);
  });

  test("gives a range, its end not included, of this session only", () => {
    expect(found({ hist_access_type: "range", session: 0, start: 2, stop: 4 })).toEqual([
      [1, 2, "let b"],
      [1, 3, "const a = 1"],
    ]);
    expect(found({ hist_access_type: "range", session: 7, start: 1 })).toEqual([]);
  });

  test("searches by a pattern, over lines, each text once when asked", () => {
    expect(found({ hist_access_type: "search", pattern: "const*" })).toHaveLength(2);
    expect(found({ hist_access_type: "search", pattern: "const*", unique: true })).toHaveLength(1);
    expect(found({ hist_access_type: "search", pattern: "a + 'x?y'" })).toHaveLength(1);
    expect(found({ hist_access_type: "search", pattern: "l[ae]t b" })).toHaveLength(1);
    expect(found({ hist_access_type: "search", pattern: "let" })).toEqual([]);
  });

  test("gives outputs when asked", () => {
    expect(found({ hist_access_type: "range", start: 1, stop: 3, output: true })).toEqual([
      [1, 1, ["const a = 1", "1"]],
      [1, 2, ["let b", null]],
    ]);
  });
});
