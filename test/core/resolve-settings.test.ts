import { expect, test } from "vitest";
import { settingDefinitions, profiles, resolveSettings } from "../../lib/core";

test("settings() gives each profile its values, within their own ranges", () => {
  expect(resolveSettings("paper")["gan.epochs"]).toBe(2500);
  expect(resolveSettings("paper")["gan.network"]).toBe("paper");
  expect(resolveSettings("smoke")["classifier.depth"]).toBe("18");
  for (const profile of profiles) {
    const values = resolveSettings(profile);
    expect(resolveSettings(profile, values)).toEqual(values);
    expect(Object.keys(values)).toEqual(Object.keys(settingDefinitions));
  }
});

test("settings() takes numbers as typed on a command line", () => {
  expect(resolveSettings("smoke", { "gan.epochs": "60" })["gan.epochs"]).toBe(60);
});

test.each([
  [{ "gan.epoch": 3 }, 'Cannot set "gan.epoch": no such setting', 'Did you mean "gan.epochs"?'],
  [{ "gan.epochs": "many" }, 'Cannot set "gan.epochs": "many", expected a whole number', "passes over"],
  [{ "gan.epochs": 1.5 }, "expected a whole number", "passes over"],
  [{ "gan.epochs": 0 }, 'Cannot set "gan.epochs": 0, expected 1 to 100000', "passes over"],
  [{ "gan.epochs": "" }, "expected a whole number", "passes over"],
  [{ "gan.network": "papr" }, 'expected "small" or "paper"', 'Nearest: "paper"'],
  [{ "gan.noise": NaN }, "expected a number", "instance noise"],
])("settings() refuses %j by name", (changes, found, remedy) => {
  expect(() => resolveSettings("smoke", changes)).toThrow(found);
  expect(() => resolveSettings("smoke", changes)).toThrow(remedy);
});

test("settings() refuses an unknown profile and names the nearest", () => {
  expect(() => resolveSettings("quik" as "quick")).toThrow('Cannot choose a profile: "quik"');
  expect(() => resolveSettings("quik" as "quick")).toThrow("Nearest: quick");
});

test("resolveSettings() refuses a size that the networks cannot halve three times, before anything is read", () => {
  expect(() => resolveSettings("quick", { "data.size": "28" })).toThrow(
    'Cannot set "data.size": 28, expected a multiple of 8. Nearest: 32.',
  );
  expect(resolveSettings("quick", { "data.size": 64 })["data.size"]).toBe(64);
});

test("a window that is set counts as given, also where it is the usual one", () => {
  expect(resolveSettings("smoke")["data.window"]).toBe("own");
  expect(resolveSettings("smoke", { "data.windowCenter": "40" })["data.window"]).toBe("given");
  expect(resolveSettings("smoke", { "data.windowWidth": 80 })["data.window"]).toBe("given");
});
