import { fail } from "./errors";
import { ganVariants, type GanVariantName } from "./gan-variants";
import { nearestName } from "./nearest-name";
import type { SettingDefinition } from "./setting-definition";
import { settingDefinitions, profiles, type Profile, type Settings } from "./settings";

/**
 * The values of a profile with a user's changes.
 *
 * @param changes dotted keys; values as numbers or as typed on a command line (`{ "gan.epochs": "60" }`); they go before
 *   what `gan.variant` sets
 * @throws InputError for an unknown key (the nearest is named), a wrong type, a value out of range
 */
export function resolveSettings(profile: Profile, changes: Readonly<Record<string, unknown>> = {}): Settings {
  const column = profiles.indexOf(profile);
  if (column < 0)
    fail(
      "choose a profile",
      `"${String(profile)}"`,
      profiles.join(", "),
      `Nearest: ${nearestName(String(profile), profiles)}.`,
    );
  const values: Record<string, number | string> = {};
  for (const [key, definition] of Object.entries(settingDefinitions))
    values[key] = definition.values[column] as number | string;
  const variant = parseSetting("gan.variant", changes["gan.variant"] ?? "none") as GanVariantName;
  for (const [key, value] of Object.entries({ ...ganVariants[variant], ...changes }))
    values[key] = parseSetting(key, value);
  const isWindowSet = "data.windowCenter" in changes || "data.windowWidth" in changes;
  if (isWindowSet && !("data.window" in changes)) values["data.window"] = "given"; // also where it is the usual one
  return values as unknown as Settings;
}

function parseSetting(key: string, value: unknown): number | string {
  const action = `set "${key}"`;
  const definition = (settingDefinitions as Readonly<Record<string, SettingDefinition>>)[key];
  if (!definition)
    return fail(
      action,
      "no such setting",
      "one of those listed by `npm run notebooks -- --help`",
      `Did you mean "${nearestName(key, Object.keys(settingDefinitions))}"?`,
    );
  if (definition.kind === "text") return String(value);
  if (definition.kind === "choice") {
    const text = String(value);
    if (definition.choices.includes(text)) return text;
    return fail(
      action,
      JSON.stringify(value),
      definition.choices.map((c) => `"${c}"`).join(" or "),
      `Nearest: "${nearestName(text, definition.choices)}".`,
    );
  }
  const [low, high] = definition.range;
  const x =
    typeof value === "number"
      ? value
      : typeof value === "string" && value.trim() !== ""
        ? Number(value)
        : NaN;
  if (!Number.isFinite(x) || (definition.kind === "integer" && !Number.isInteger(x)))
    return fail(
      action,
      JSON.stringify(value),
      definition.kind === "integer" ? "a whole number" : "a number",
      `It means: ${definition.about}.`,
    );
  if (x < low || x > high)
    return fail(action, String(x), `${low} to ${high}`, `It means: ${definition.about}.`);
  const step = definition.multipleOf ?? 1;
  if (definition.kind === "integer" && x % step !== 0) {
    const nearest = Math.min(high, Math.max(low, step * Math.round(x / step)));
    return fail(action, String(x), `a multiple of ${step}`, `Nearest: ${nearest}.`);
  }
  return x;
}
