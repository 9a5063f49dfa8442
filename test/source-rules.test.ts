import { describe, expect, test } from "vitest";
import type { Import } from "./imports";
import { circles, exportedNames, functionsOver, isNamedByExport } from "./source-rules";

const arrow = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly });

describe("circles()", () => {
  test("are found by way of others, and where only types go round", () => {
    const imports = [
      arrow("a", "b"),
      arrow("b", "c"),
      arrow("c", "a", true),
      arrow("c", "d"),
      arrow("d", "e"),
    ];
    expect(circles(imports)).toEqual([["a", "b", "c"]]);
  });

  test("two that touch each other by one arrow are two; none is none", () => {
    const two = [arrow("a", "b"), arrow("b", "a"), arrow("b", "c"), arrow("c", "d"), arrow("d", "c")];
    expect(circles(two)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(circles([arrow("a", "b"), arrow("a", "c"), arrow("b", "c")])).toEqual([]);
  });
});

test("exportedNames() names values, types and what is passed on", () => {
  const text = `export const a = 1, b = 2; const c = 3; export interface D {} export type E = 1; export function f() {}
export { c as g }; export { h, type I } from "./h"; export class J {} export * from "./k";`;
  expect(exportedNames(text)).toEqual(["a", "b", "D", "E", "f", "g", "h", "I", "J"]);
});

test("isNamedByExport() compares without hyphens and capitals", () => {
  expect(isNamedByExport("lib/a/data-source.ts", "export interface DataSource {}")).toBe(true);
  expect(isNamedByExport("lib/a/brain.ts", "export function paintBrain() {}")).toBe(true);
  expect(isNamedByExport("lib/a/data-source.ts", "export const source = 1; const dataSource = 2;")).toBe(
    false,
  );
  expect(isNamedByExport("lib/a/program.ts", "void 0;")).toBe(true);
});

test("functionsOver() counts from a function's first line to its last", () => {
  const lines = (n: number): string => "\n".repeat(n - 1);
  expect(functionsOver(3, `function three() {${lines(3)}}\nfunction four() {${lines(4)}}`)).toEqual(["four"]);
  expect(functionsOver(3, `const arrow = () => {${lines(4)}};\n[1].map(() => {${lines(5)}});`)).toEqual([
    "arrow",
    "(anonymous)",
  ]);
});
