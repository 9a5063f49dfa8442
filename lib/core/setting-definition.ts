/** One setting: what it may be, its value in each profile, and what it means. */
export type SettingDefinition = NumberSetting | ChoiceSetting | TextSetting;

/** A number in a range. */
export interface NumberSetting {
  readonly kind: "integer" | "number";
  readonly range: readonly [low: number, high: number];
  readonly values: readonly [smoke: number, quick: number, paper: number];
  readonly about: string;
  /** It is a multiple of this. */
  readonly multipleOf?: number;
}

/** One of several words. */
export interface ChoiceSetting {
  readonly kind: "choice";
  readonly choices: readonly string[];
  readonly values: readonly [smoke: string, quick: string, paper: string];
  readonly about: string;
}

/** Free text; empty by default. */
export interface TextSetting {
  readonly kind: "text";
  readonly values: readonly [smoke: string, quick: string, paper: string];
  readonly about: string;
}

/** A whole number. @param values in smoke, quick, paper */
export const integer = (
  range: NumberSetting["range"],
  values: NumberSetting["values"],
  about: string,
  multipleOf = 1,
): NumberSetting => ({ kind: "integer", range, values, about, multipleOf });

/** Any number. @param values in smoke, quick, paper */
export const number = (
  range: NumberSetting["range"],
  values: NumberSetting["values"],
  about: string,
): NumberSetting => ({ kind: "number", range, values, about });

/** One of several words. @param values in smoke, quick, paper */
export const choice = <const C extends readonly string[]>(
  choices: C,
  values: readonly [C[number], C[number], C[number]],
  about: string,
) => ({ kind: "choice" as const, choices, values, about });

/** Free text. @param value in every profile */
export const text = (about: string, value = ""): TextSetting => ({
  kind: "text",
  values: [value, value, value],
  about,
});
