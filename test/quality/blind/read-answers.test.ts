import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readAnswers, typedAnswers } from "../../../lib/quality/blind/read-answers";

const key = Array.from({ length: 4 }, (_, index) => ({ kind: "real" as const, class: "normal", index }));
const reading = { set: "abc123", key };
let folder = "";
const write = (name: string, ...lines: string[]): void =>
  writeFileSync(join(folder, name), lines.join("\n") + "\n");
const read = () => readAnswers(folder, reading);

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "graft-blind-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("answers from CSV files", () => {
  test("those of the form, one file per reader, unanswered images left out", () => {
    write(
      "answers-AB.csv",
      "set,reader,image,answer",
      'abc123,"A, B",1,real',
      'abc123,"A, B",2,',
      'abc123,"A, B",4,synthetic',
    );
    write("answers-C.csv", "set,reader,image,answer", "abc123,C,1,synthetic");
    expect(read()).toEqual([
      { reader: "A, B", kinds: ["real", undefined, undefined, "synthetic"] },
      { reader: "C", kinds: ["synthetic", undefined, undefined, undefined] },
    ]);
  });

  test("those made by hand: columns in any order, letters, the reader named after the file", () => {
    write("Dr Smith.csv", "Answer;Image", "S;2", "r;1");
    expect(read()).toEqual([{ reader: "Dr Smith", kinds: ["real", "synthetic", undefined, undefined] }]);
  });

  test("those to images of an earlier training are left out, and said so", () => {
    write("a.csv", "set,reader,image,answer", "older,A,1,real", "abc123,A,2,real");
    const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect(read()).toEqual([{ reader: "A", kinds: [undefined, "real", undefined, undefined] }]);
    expect(said.mock.calls).toEqual([
      [expect.stringContaining("answers other images (set older, here abc123)")],
    ]);
    said.mockRestore();
  });

  test("nobody has answered where there is no folder or no file", () => {
    expect(read()).toEqual([]);
    expect(readAnswers(join(folder, "none"), reading)).toEqual([]);
  });

  test.each([
    [["image,answer", "1,real", "5,real"], 'line 3 has image "5", expected a number from 1 to 4'],
    [["image,answer", "1,maybe"], 'line 2 has the answer "maybe", expected real or synthetic'],
    [["image,answer", "1,real", "1,synthetic"], "image 1 synthetic, and before real, expected one answer"],
    [["number,answer", "1,real"], 'the columns "number", "answer", expected columns "image" and "answer"'],
  ])("refuses %j", (lines, message) => {
    write("a.csv", ...lines);
    expect(read).toThrow(message);
    expect(read).toThrow(join(folder, "a.csv"));
  });
});

describe("answers typed into a cell", () => {
  test("one letter per image, spaces free", () => {
    expect(typedAnswers("rS\n-r", reading)).toEqual({
      reader: "typed",
      kinds: ["real", "synthetic", undefined, "real"],
    });
  });

  test("refuses another number or letter", () => {
    expect(() => typedAnswers("rsr", reading)).toThrow(
      "3 letters, expected 4 letters, one per image: r, s or -",
    );
    expect(() => typedAnswers("rsxr", reading)).toThrow('the letter "x"');
  });
});
