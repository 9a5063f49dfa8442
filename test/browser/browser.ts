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

/** Programs that the tests need and that may be missing. */
export interface BrowserPrograms {
  readonly driver: Playwright;
  /** Chromium's path. */
  readonly chromium: string;
}

/** Chromium and playwright-core; undefined, and said so, where one of them is not installed. */
export function browserPrograms(): BrowserPrograms | undefined {
  const chromium = chromiumPath();
  const driver = playwright();
  if (chromium !== undefined && driver !== undefined) return { chromium, driver };
  console.log(
    `JupyterLab is not tested: ${chromium === undefined ? "chromium" : "playwright-core"} is not installed`,
  );
  return undefined;
}

function chromiumPath(): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const found = spawnSync("which", [name], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

function playwright(): Playwright | undefined {
  try {
    return createRequire(join(root(), "package.json"))("playwright-core") as Playwright;
  } catch {
    return undefined;
  }
}

/** Starts Chromium without a window and without a connection to anywhere of its own. */
export function launchBrowser({ driver, chromium }: BrowserPrograms): Promise<Browser> {
  const quiet = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return driver.chromium.launch({
    executablePath: chromium,
    args: ["--headless", "--no-sandbox", "--disable-gpu", ...quiet],
  });
}
