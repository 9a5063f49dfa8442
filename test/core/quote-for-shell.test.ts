import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { quoteForShell } from "../../lib/core";

test("plain words stay as they are", () => {
  for (const word of ["data/head-ct", "gan.epochs=60", "../a_b"]) expect(quoteForShell(word)).toBe(word);
});

test("a shell reads every word back as it was", () => {
  const words = [
    "a b",
    "it's",
    `say "no"`,
    "^(p\\d+)_",
    "$HOME",
    "`ls`",
    "*",
    "~",
    "",
    "a;b",
    "ä ö",
    "-n\n!",
  ];
  const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`], {
    encoding: "utf8",
  });
  expect(printed.split("\0").slice(0, -1)).toEqual(words);
});
