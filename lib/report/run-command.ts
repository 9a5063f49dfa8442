import { join } from "node:path";
import { settingDefinitions, root, resolveSettings, type SettingKey, type Run } from "../core";
import { commandLine } from "./command-line";

/** The command that reproduces a run; defaults are left out. */
export function runCommand(run: Run): string {
  const defaults = resolveSettings(run.profile);
  const changed = (Object.keys(settingDefinitions) as SettingKey[]).filter(
    (key) => run.settings[key] !== defaults[key],
  );
  const isDefault = run.folder === join(root(), "outputs", `${run.profile}-${run.dataName}`);
  return commandLine("notebooks", {
    ...run,
    out: isDefault ? undefined : run.folder,
    set: Object.fromEntries(changed.map((key) => [key, run.settings[key]])),
  });
}
