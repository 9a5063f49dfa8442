import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, writeAtomic } from "../core";
import { html as xml } from "./html";

/** The family of every letter in a figure; Verdana has the same widths where a browser lacks the first. */
export const family = "DejaVu Sans, Verdana, sans-serif";

let ready = false;

/**
 * Makes sharp draw letters with the project's own font: without any installed font each letter is a box.
 * The font library reads its configuration at the first letter drawn, not when sharp is loaded; so this comes before
 * the first letter, whoever loaded sharp earlier.
 * @returns the configuration's path
 */
export function useFonts(): string {
  const file = join(root(), ".cache/fonts/fonts.conf");
  if (ready) return file;
  const fonts = join(root(), "node_modules/dejavu-fonts-ttf/ttf");
  const text = configuration(fonts, join(root(), ".cache/fonts/cache"));
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeAtomic(file, text);
  process.env["FONTCONFIG_FILE"] = file;
  ready = true;
  return file;
}

function configuration(fonts: string, cache: string): string {
  return xml`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`.markup;
}
