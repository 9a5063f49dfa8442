import { existsSync, readFileSync } from "node:fs";
import type { Json } from "../core";
import { wilson } from "../statistics/wilson";

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** A rate of an arm; the interval is absent where neither it nor counts are known. */
export interface ReportRate {
  readonly value: number;
  readonly interval?: { readonly low: number; readonly high: number };
  readonly successes?: number;
  readonly n?: number;
}

/** The three rates of Table 1. */
export const rateNames = ["accuracy", "sensitivity", "specificity"] as const;
/** One of the three. */
export type RateName = (typeof rateNames)[number];

/** One arm as metrics.json has it, as far as it has it. */
export interface ReportArm {
  readonly name: string;
  /** Images it was trained on. */
  readonly n?: number;
  readonly rates: Readonly<Partial<Record<RateName, ReportRate>>>;
}

/** A run's metrics.json; empty when no notebook has written one. */
export function readMetrics(file: string): JsonObject {
  return existsSync(file) ? object(JSON.parse(readFileSync(file, "utf8")) as Json) : {};
}

/** A value as an object, empty when it is none. */
export function object(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A value as a list, empty when it is none. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A finite number, or undefined. */
export function number(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/**
 * The arms of metrics.json. A rate may be a number or an object with its interval; where the interval is missing it is
 * Wilson's, from the counts.
 */
export function armsOf(metrics: JsonObject): ReportArm[] {
  return list(metrics["arms"])
    .map(object)
    .map((arm) => {
      const n = number(arm["n"]);
      const rates = rateNames.flatMap((name) => {
        const rate = rateOf(arm, name);
        return rate === undefined ? [] : [[name, rate] as const];
      });
      return {
        name: String(arm["name"] ?? "arm"),
        ...(n !== undefined && { n }),
        rates: Object.fromEntries(rates),
      };
    });
}

/** The sentence in which notebook 05 compared the arms, where it did. */
export function foundAnswer(metrics: JsonObject): string | undefined {
  const said = list(metrics["arms"]).map((arm) => object(arm)["answer"]);
  return said.find((text): text is string => typeof text === "string");
}

function rateOf(arm: JsonObject, name: RateName): ReportRate | undefined {
  const given = object(arm[name]);
  const value = number(arm[name]) ?? number(given["value"]);
  if (value === undefined) return undefined;
  const [successes, n] =
    number(given["n"]) === undefined ? counted(arm, name) : [number(given["successes"]), number(given["n"])];
  const bounds = object(arm["intervals"])[name];
  const low = number(given["low"]) ?? number(object(bounds)["low"]) ?? number(list(bounds)[0]);
  const high = number(given["high"]) ?? number(object(bounds)["high"]) ?? number(list(bounds)[1]);
  if (successes === undefined || n === undefined)
    return { value, ...(low !== undefined && high !== undefined && { interval: { low, high } }) };
  return {
    value,
    interval: low !== undefined && high !== undefined ? { low, high } : wilson(successes, n),
    successes,
    n,
  };
}

function counted(arm: JsonObject, name: RateName): [successes: number | undefined, n: number | undefined] {
  const [test, accuracy] = [number(arm["test"]), number(arm["accuracy"])];
  if (name === "accuracy" && test !== undefined && accuracy !== undefined)
    return [Math.round(accuracy * test), test];
  const counts = object(arm["counts"]);
  const of = (short: string, long: string): number => number(counts[short]) ?? number(counts[long]) ?? NaN;
  const [tp, fp] = [of("tp", "truePositive"), of("fp", "falsePositive")];
  const [tn, fn] = [of("tn", "trueNegative"), of("fn", "falseNegative")];
  const [successes, n] = {
    accuracy: [tp + tn, tp + fp + tn + fn],
    sensitivity: [tp, tp + fn],
    specificity: [tn, tn + fp],
  }[name];
  return [number(successes), number(n)];
}
