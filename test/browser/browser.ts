import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../lib/core";

/** The part of playwright-core's page that the tests use. */
export interface Page {
  goto(url: string, options?: { waitUntil?: "domcontentloaded" }): Promise<unknown>;
  waitForSelector(selector: string, options?: { timeout?: number }): Promise<unknown>;
  waitForTimeout(ms: number): Promise<void>;
  /** Evaluates JavaScript text in the page. */
  evaluate(text: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void> };
  on(event: "pageerror", listener: (error: unknown) => void): void;
  on(event: "console", listener: (message: ConsoleMessage) => void): void;
  screenshot(options: { path: string }): Promise<unknown>;
}

interface ConsoleMessage {
  type(): string;
  text(): string;
}

interface Browser {
  newPage(options: { viewport: { width: number; height: number } }): Promise<Page>;
  close(): Promise<void>;
}

/** The part of playwright-core that the tests use. */
export interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: string[] }): Promise<Browser>;
  };
}

/** A program of the PATH that is Chromium, or undefined. */
export function chromiumPath(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return names.find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
}

/** playwright-core, or undefined where it is not installed. */
export function playwright(): Playwright | undefined {
  try {
    return createRequire(join(root(), "package.json"))("playwright-core") as Playwright;
  } catch {
    return undefined;
  }
}

/** Starts Chromium without a window and without a connection to anywhere of its own. */
export function launch({ chromium }: Playwright, executable: string): Promise<Browser> {
  const path = spawnSync("which", [executable], { encoding: "utf8" }).stdout.trim();
  const quiet = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({
    executablePath: path,
    args: ["--headless", "--no-sandbox", "--disable-gpu", ...quiet],
  });
}
